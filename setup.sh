#!/usr/bin/env bash
# Installs what the project needs beside the .NET SDK and writes the choice of package stack.
#
#   ./setup.sh [--stack compat|nuget] [--tests] [--without-training]
#
# --stack compat:   (default) system packages from Debian, ONNX Runtime from npm, the native libtorch shim.
# --stack nuget:    nothing but the choice; every package then comes from NuGet.
# --without-training: leaves out libtorch and its shim, which need a compiler (280 MB to fetch in all), as ./pix2pitch does on first use.
# --tests:          also what only tests need, as ./test.sh does: a browser (Debian's Chromium) and axe-core from npm.
#
# Each step says how long it took, is skipped when its result is there, and can be run again after a failure.
# LIBTORCH_DIR names another libtorch (2.x, also with CUDA) to build the shim against; LIBTORCH_DIR= goes back to Debian's.
# Both choices are kept until another is made.
set -uo pipefail
[ -z "${LIBTORCH_DIR:-}" ] || LIBTORCH_DIR=$(realpath -m "$LIBTORCH_DIR")
cd "$(dirname "${BASH_SOURCE[0]}")"

stack=
tests=
training=1
quiet=
while [ $# -gt 0 ]; do
  case "$1" in
    --stack) stack=${2:-}; shift ;;
    --stack=*) stack=${1#--stack=} ;;
    --tests) tests=1 ;;
    --without-training) training= ;;
    --quiet) quiet=1 ;; # says nothing when there is nothing to do
    -h|--help) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "setup.sh: unknown argument '$1'; see ./setup.sh --help." >&2; exit 2 ;;
  esac
  shift
done

fail() { echo "setup.sh: $*" >&2; exit 1; }

state=artifacts/setup
engines=artifacts/engines
stack_file=$state/PackageStack.props
libtorch_file=$state/libtorch-dir
{ mkdir -p "$state" "$engines" && exec 9>"$state/lock"; } 2>/dev/null ||
  fail "'$PWD/artifacts' cannot be written to: work in a clone of your own, or change its permissions."
flock 9 # two set-ups at once would tread on each other

[ -n "$stack" ] || stack=$(sed -n 's:.*<PackageStack>\(.*\)</PackageStack>.*:\1:p' "$stack_file" 2>/dev/null)
case "${stack:=compat}" in
  compat|nuget) ;;
  *) echo "setup.sh: --stack takes 'compat' or 'nuget', not '$stack'." >&2; exit 2 ;;
esac
LIBTORCH_DIR=${LIBTORCH_DIR-$(cat "$libtorch_file" 2>/dev/null)}

onnxruntime_package=com.github.asus4.onnxruntime
onnxruntime_version=0.4.9
onnxruntime_integrity=sha512-BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg==

axe_package=axe-core
axe_version=4.14.1
axe_integrity=sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==

system_packages=()
if [ "$stack" = compat ]; then
  system_packages+=(libvips42 libsndfile1)
  [ -z "$training" ] || [ -n "$LIBTORCH_DIR" ] || system_packages+=(libtorch-dev libopenblas0-openmp)
  [ -z "$training" ] || command -v make >/dev/null || system_packages+=(make)
fi
# Chromium brings a font along (DejaVu, through fontconfig).
[ -z "$tests" ] || command -v chromium >/dev/null || system_packages+=(chromium)

# step NAME IS_DONE DO: runs DO unless IS_DONE succeeds; says how long it took; stops the set-up if it fails.
step() {
  local name=$1 is_done=$2 do=$3 begun=$EPOCHREALTIME
  if "$is_done"; then [ -n "$quiet" ] || echo "[done]  $name"; return 0; fi
  echo "[start] $name"
  "$do" || fail "the step '$name' failed (see above). Mend it and run ./setup.sh again: it goes on from here."
  awk -v a="$begun" -v b="$EPOCHREALTIME" -v n="$name" 'BEGIN { printf "[ok]    %s: %.1f s\n", n, b - a }'
}

missing_tools() {
  missing=
  command -v dotnet >/dev/null || missing+=" dotnet (the .NET 10 SDK)"
  local tools=()
  [ "$stack" != compat ] || [ -z "$training" ] || tools+=(g++ cmake)
  [ "$stack" != compat ] && [ -z "$tests" ] || tools+=(npm node)
  for tool in "${tools[@]}"; do command -v "$tool" >/dev/null || missing+=" $tool"; done
}
tools_found() { missing_tools; [ -z "$missing" ]; }
report_tools() { missing_tools; echo "Not found on the PATH:$missing. Install them first." >&2; return 1; }

missing_packages() { # needs no root and no network
  absent=()
  for package in "${system_packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || absent+=("$package")
  done
}
packages_found() { missing_packages; [ ${#absent[@]} -eq 0 ]; }
install_packages() {
  missing_packages
  command -v apt-get >/dev/null || { echo "This machine has no apt-get; install by hand what provides: ${absent[*]}" >&2; return 1; }
  local install="apt-get install -y --no-install-recommends ${absent[*]}"
  echo "        system packages: ${absent[*]}"
  if [ "$(id -u)" -eq 0 ]; then
    echo "        as root: apt-get update && $install"
    DEBIAN_FRONTEND=noninteractive run_logged apt-get sh -c "apt-get update && $install"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    echo "        through sudo: apt-get update && $install"
    run_logged apt-get sudo -n env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update && $install"
  else
    echo "Installing system packages needs root. Run this, then ./setup.sh again:" >&2
    echo "  sudo sh -c 'apt-get update && $install'" >&2
    return 1
  fi
}

# run_logged NAME COMMAND...: keeps the output in a log and shows its end only when the command fails.
run_logged() {
  local log=$state/$1.log; shift
  "$@" >"$log" 2>&1 || { tail -n 25 "$log" >&2; echo "The whole log is in $log." >&2; return 1; }
}

# fetch_npm FOLDER PACKAGE VERSION INTEGRITY SIZE MEMBERS...: unpacks members of an npm package into FOLDER/unpacked, if its hash is the one expected.
fetch_npm() {
  local work=$1 package=$2 version=$3 integrity=$4 size=$5 archive found; shift 5
  rm -rf "$work" && mkdir -p "$work/unpacked" || return 1
  echo "        fetching $package $version from npm ($size)"
  run_logged npm npm pack "$package@$version" --pack-destination "$work" || return 1
  archive=$(echo "$work"/*.tgz)
  found=$(node -e '
    const hash = require("crypto").createHash("sha512");
    require("fs").createReadStream(process.argv[1]).on("data", d => hash.update(d)).on("end", () => console.log("sha512-" + hash.digest("base64")));
  ' "$archive") || return 1
  [ "$found" = "$integrity" ] || { echo "The archive from npm has the hash $found, not $integrity; nothing was unpacked." >&2; return 1; }
  tar -xzf "$archive" -C "$work/unpacked" "$@"
}

onnxruntime_found() { [ "$(cat "$state/onnxruntime" 2>/dev/null)" = "$onnxruntime_integrity" ] && [ -f "$engines/onnxruntime/native/libonnxruntime.so" ]; }
fetch_onnxruntime() {
  local work=$state/onnxruntime.download
  fetch_npm "$work" "$onnxruntime_package" "$onnxruntime_version" "$onnxruntime_integrity" "150 MB" \
    --wildcards 'package/Runtime/*.cs' 'package/Plugins/Linux/x64/*.so' package/LICENSE package/ThirdPartyNotices.txt || return 1
  mkdir -p "$work/unpacked/package/native" || return 1
  mv "$work"/unpacked/package/Plugins/Linux/x64/*.so "$work/unpacked/package/native/" && rm -rf "$work/unpacked/package/Plugins" || return 1
  rm -rf "$engines/onnxruntime" && mv "$work/unpacked/package" "$engines/onnxruntime" || return 1
  rm -rf "$work"
  echo "$onnxruntime_integrity" >"$state/onnxruntime"
}

axe_found() { [ "$(cat "$state/axe-core" 2>/dev/null)" = "$axe_integrity" ] && [ -f "$engines/axe-core/axe.min.js" ]; }
fetch_axe() {
  local work=$state/axe-core.download
  fetch_npm "$work" "$axe_package" "$axe_version" "$axe_integrity" "0.7 MB" package/axe.min.js package/LICENSE || return 1
  rm -rf "$engines/axe-core" && mv "$work/unpacked/package" "$engines/axe-core" || return 1
  rm -rf "$work"
  echo "$axe_integrity" >"$state/axe-core"
}

# The shim is built anew when its sources, the compiler or the libtorch behind it change.
shim_inputs() { { cat compat/TorchSharp/native/*; echo "${LIBTORCH_DIR:-debian}"; dpkg-query -W -f '${Version}' libtorch-dev 2>/dev/null || true; } | cksum; }
shim_found() { [ "$(cat "$state/shim" 2>/dev/null)" = "$(shim_inputs)" ] && [ -f "$engines/torch/libtorchshim.so" ]; }
build_shim() {
  local build=$state/torchshim
  [ -z "$LIBTORCH_DIR" ] || [ -f "$LIBTORCH_DIR/include/ATen/ATen.h" ] ||
    { echo "LIBTORCH_DIR is '$LIBTORCH_DIR', which holds no libtorch: name the folder that holds lib/ and include/, or leave it empty for Debian's." >&2; return 1; }
  mkdir -p "$engines/torch" && rm -f "$build/CMakeCache.txt" || return 1 # it would remember another libtorch
  run_logged torchshim-configure cmake -S compat/TorchSharp/native -B "$build" -DCMAKE_BUILD_TYPE=Release ${LIBTORCH_DIR:+-DLIBTORCH_DIR="$LIBTORCH_DIR"} || return 1
  run_logged torchshim-build cmake --build "$build" -j 2 || return 1
  cp "$build/libtorchshim.so" "$engines/torch/libtorchshim.so.part" && mv "$engines/torch/libtorchshim.so.part" "$engines/torch/libtorchshim.so" || return 1
  printf '%s' "$LIBTORCH_DIR" >"$libtorch_file" || return 1
  shim_inputs >"$state/shim"
}

stack_text="<Project><PropertyGroup><PackageStack>$stack</PackageStack></PropertyGroup></Project>"
stack_written() { [ "$(cat "$stack_file" 2>/dev/null)" = "$stack_text" ]; }
write_stack() { printf '%s\n' "$stack_text" >"$stack_file.part" && mv "$stack_file.part" "$stack_file"; }

step "tools" tools_found report_tools
[ "$stack" = nuget ] && [ -z "$tests" ] || step "system packages" packages_found install_packages
if [ "$stack" = compat ]; then
  step "ONNX Runtime" onnxruntime_found fetch_onnxruntime
  [ -z "$training" ] || step "native shim for libtorch" shim_found build_shim
fi
[ -z "$tests" ] || step "axe-core" axe_found fetch_axe
step "package stack: $stack" stack_written write_stack
