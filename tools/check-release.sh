#!/usr/bin/env bash
# Checks that a tag is 'v' and the version of Directory.Build.props, that the change log begins with that version and its date, and that the samples use it: tools/check-release.sh v0.2.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tag=${1:?usage: tools/check-release.sh TAG}
version=$(sed -n 's|.*<VersionPrefix>\(.*\)</VersionPrefix>.*|\1|p' Directory.Build.props)
if [ "$tag" != "v$version" ]; then
  echo "The tag is '$tag', but VersionPrefix in Directory.Build.props is '$version': tag v$version, or change the version." >&2
  exit 1
fi
heading=$(grep -m 1 '^## ' CHANGELOG.md)
if ! [[ "$heading" =~ ^"## $version ("[0-9]{4}-[0-9]{2}-[0-9]{2}")"$ ]]; then
  echo "CHANGELOG.md begins with '$heading': a release begins with '## $version (YYYY-MM-DD)'." >&2
  exit 1
fi
other=$(grep -H 'Include="Pix2Pitch\.[^"]*" Version="' samples/*/*.csproj | grep -v "Version=\"$version\"" || true)
if [ -n "$other" ]; then
  echo "The samples use other versions than $version: ${other//$'\n'/; }" >&2
  exit 1
fi
