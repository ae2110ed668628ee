#!/usr/bin/env bash
# Install what some tests need from the system: a PostgreSQL server and Chromium. Without the right to install them,
# say so: the tests that need them are then skipped visibly (and fail where CI is set).
set -u
missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || missing+=(postgresql)
command -v chromium > /dev/null || command -v chromium-browser > /dev/null || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get > /dev/null; then
    echo "not installed: ${missing[*]}; the tests that need them are skipped (install them by hand to run those)" >&2
    exit 0
fi
run=()
if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2> /dev/null; then
        echo "not installed: ${missing[*]}, and no right to install; those tests are skipped. As root: apt-get install ${missing[*]}" >&2
        exit 0
    fi
    run=(sudo -n)
fi
echo "installing ${missing[*]} for the tests" >&2
"${run[@]}" apt-get update -qq > /dev/null 2>&1
DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null 2>&1 ||
    echo "could not install ${missing[*]}; the tests that need them are skipped" >&2
exit 0
