"""Build the fonts that posts and pictures carry, from pinned packages of the npm registry.

    uv run --with fonttools --with brotli python tools/build_fonts.py [FOLDER]

Writes to src/sijill/publish/fonts unless told otherwise. All three families are under the SIL Open Font License 1.1
and reserve no font name, so that a subset may keep its name: Newsreader (Latin text of pages), Noto Naskh Arabic
(Arabic text of pages), Noto Sans Arabic (both scripts in charts and maps). Needs `npm` for the download.
"""

from __future__ import annotations

import subprocess  # runs npm with fixed arguments
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found]

OUT = Path(__file__).resolve().parents[1] / "src/sijill/publish/fonts"

LATIN = "0020-007E,00A0-017F,02BB,02BC,02BE,02BF,1E00-1EFF,2010-2015,2018-201E,2022,2026,2032,2033,200E,200F"
ARABIC = (
    "0020-002F,003A-003F,005B-005D,00A0,00AB,00BB,0030-0039,060C,061B,061F,0621-063A,0640-0655,0660-066D,0670,0671,"
    "067E,0686,0691,0695,0698,06A4,06A9,06AF,06B5,06BE,06C6,06CC,06CE,06D2,06D5,06F0-06F9,200C-200F,2010-2015,"
    "2018-201E,2026,FD3E,FD3F"
)
NEWSREADER = "@fontsource/newsreader@5.3.0"
NASKH = "@expo-google-fonts/noto-naskh-arabic@0.4.5"
SANS = "@expo-google-fonts/noto-sans-arabic@0.4.3"

# package, file in it, what it becomes here, the characters to keep (None: the file as it is)
FONTS: tuple[tuple[str, str, str, str | None], ...] = (
    (NEWSREADER, "files/newsreader-latin-400-normal.woff2", "newsreader-400.woff2", None),
    (NEWSREADER, "files/newsreader-latin-600-normal.woff2", "newsreader-600.woff2", None),
    (NEWSREADER, "files/newsreader-latin-400-italic.woff2", "newsreader-400-italic.woff2", None),
    (NASKH, "400Regular/NotoNaskhArabic_400Regular.ttf", "noto-naskh-arabic-400.woff2", ARABIC),
    (NASKH, "700Bold/NotoNaskhArabic_700Bold.ttf", "noto-naskh-arabic-700.woff2", ARABIC),
    (SANS, "400Regular/NotoSansArabic_400Regular.ttf", "noto-sans-arabic-400.ttf", f"{LATIN},{ARABIC}"),
    (SANS, "700Bold/NotoSansArabic_700Bold.ttf", "noto-sans-arabic-700.ttf", f"{LATIN},{ARABIC}"),
)
LICENCES = ((NEWSREADER, "LICENSE", "OFL-newsreader.txt"), (NASKH, "LICENSE_FONT", "OFL-noto-arabic.txt"))


def fetch(package: str, folder: Path) -> Path:
    """Download a package of the npm registry and unpack it."""
    done = subprocess.run(  # noqa: S603  (fixed arguments)
        ["npm", "pack", "--silent", "--pack-destination", str(folder), package],  # noqa: S607
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    archive = folder / done.stdout.split()[-1]
    with tarfile.open(archive) as file:
        file.extractall(folder / archive.stem, filter="data")
    return folder / archive.stem / "package"


def build(out: Path) -> None:
    """Write every font and licence to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        packages = {name: fetch(name, Path(place)) for name in (NEWSREADER, NASKH, SANS)}
        for package, inside, name, keep in FONTS:
            source = packages[package] / inside
            if keep is None:
                (out / name).write_bytes(source.read_bytes())
                continue
            options = subset.Options()
            options.layout_features = ["*"]
            options.recalc_timestamp = False
            options.flavor = "woff2" if name.endswith(".woff2") else None
            font = subset.load_font(str(source), options)
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=subset.parse_unicodes(keep))
            subsetter.subset(font)
            subset.save_font(font, str(out / name), options)
        for package, inside, name in LICENCES:
            (out / name).write_text((packages[package] / inside).read_text("utf-8").strip() + "\n", "utf-8")
    print(f"{out}: {sum(p.stat().st_size for p in out.iterdir())} bytes")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
