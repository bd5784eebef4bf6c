#!/bin/sh
# Rebuild the vendored browser files from their npm packages and compare them with the ones kept here.
# Usage: build.sh        compare, exit 1 on any difference
#        build.sh write  replace the kept files and print their digests for manifest.json
# Needs npm and openssl; whatever registry npm is set up with is used, and what it gives is held to the recorded integrity.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"

unpack() { # name version → a folder of that name, after checking the tarball's sha512
    tarball=$(npm pack --silent "$1@$2")
    integrity="sha512-$(openssl dgst -sha512 -binary "$tarball" | openssl base64 -A)"
    grep -qF "\"$integrity\"" "$here/manifest.json" || { echo "$1 $2: integrity $integrity is not the recorded one" >&2; exit 1; }
    mkdir "$1" && tar -xzf "$tarball" -C "$1" --strip-components=1
}

unpack govuk-frontend 6.3.0
unpack htmx.org 4.0.1
npm install --silent --no-save --no-package-lock sass@1.108.2 >/dev/null
npx sass --quiet-deps --no-source-map --style=compressed --load-path=. "$here/govuk.scss" govuk-frontend-6.3.0.min.css
cp govuk-frontend/dist/govuk/govuk-frontend.min.js govuk-frontend-6.3.0.min.js
cp htmx.org/dist/htmx.min.js htmx-4.0.1.min.js
cp htmx.org/LICENSE htmx-4.0.1.LICENSE

for file in govuk-frontend-6.3.0.min.css govuk-frontend-6.3.0.min.js htmx-4.0.1.min.js htmx-4.0.1.LICENSE; do
    if [ "${1:-}" = write ]; then cp "$file" "$here/$file"; openssl dgst -sha256 -r "$here/$file"; else cmp "$file" "$here/$file"; fi
done
echo "The vendored files are those of the packages."
