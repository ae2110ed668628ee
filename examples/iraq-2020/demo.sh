#!/usr/bin/env bash
# The main job on the example: texts to a ledger, an editor's decisions, counts, a check of a post's sums, a post.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
sijill="$root/.venv/bin/sijill"
out="$root/${1:-demo}"
mkdir -p "$out"
export SIJILL_LEDGER="$out/ledger.sijill" SIJILL_THEATRE=iraq SIJILL_AUTHOR="example editor"

say() { printf '\n$ %s\n' "$*"; }

say sijill add examples/iraq-2020/reports
"$sijill" add "$here/reports"
say sijill apply examples/iraq-2020/reviews.csv
"$sijill" apply "$here/reviews.csv"
say sijill count --by month --and-by weapon
"$sijill" count --by month --and-by weapon
say sijill check examples/iraq-2020/tracker-post.md
"$sijill" check "$here/tracker-post.md" || echo "(the post's one planted slip, found: exit status 1)"
say sijill post --from 2020-10-01 --to 2020-12-31 --paste
"$sijill" post --from 2020-10-01 --to 2020-12-31 --title "Attacks in Iraq, October to December 2020" --paste --out "$out/post.html"
echo
echo "The post: $out/post.html"
echo "For a blog editor: $out/post.paste.html with its pictures; as Markdown: $out/post.md"
