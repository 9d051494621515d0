#!/usr/bin/env bash
# Builds the container images by buildah and runs them, on a Debian base that debootstrap makes: no registry, no daemon.
#
#   docker/test-images.sh [--base TAR] [--keep STORAGE]      as root; target/emulated-device must be there
#
# CUDA's images cannot be had here, so what the Dockerfile takes from them is a stand-in: the emulated device's libraries under
# the names of CUDA 12.6, and a compiler that writes its kernel image. Builds take Maven's repository of this machine.
# --base takes a file system made earlier, --keep leaves the images in a folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
device=target/emulated-device
# What is added to the base: 203 MB, of which 92 are the jar, 79 the runtime, 20 the archive of classes.
limit=$((250 << 20))

fail() {
  echo "images: $1" >&2
  exit 1
}

base= place=
while [ $# -gt 0 ]; do
  case $1 in
    --base) base=$2 ;;
    --keep) place=$2 ;;
    *) fail "unknown option $1; expected --base TAR or --keep STORAGE" ;;
  esac
  shift 2
done
[ -s "$device/libcuda.so.1" ] || fail "$device is not there: run mvn package where g++ is"

if [ -z "$place" ]; then
  place=$(mktemp -d /var/tmp/ntk-images.XXXXXX)
  trap 'rm -rf "$place"' EXIT
fi
export BUILDAH_ISOLATION=chroot TMPDIR=$place
buildah() { command buildah --storage-driver vfs --root "$place/storage" --runroot "$place/run" "$@"; }

started=$SECONDS
passed() {
  echo "images: $1: passed, $((SECONDS - started)) s"
  started=$SECONDS
}

# image NAME FROM COMMAND…: an image of what the command, given a file system, leaves there.
image() {
  local name=$1 container
  container=$(buildah from "$2")
  "${@:3}" "$(buildah mount "$container")"
  buildah umount "$container" >/dev/null
  buildah commit -q --rm "$container" "localhost/$name" >/dev/null
}

make_base() {
  if [ -n "$base" ]; then
    tar -xf "$base" -C "$1"
    rm -rf "$1"/var/lib/apt/lists/*
  else
    debootstrap --variant=minbase bookworm "$1" >"$place/debootstrap.log" 2>&1 ||
      fail "debootstrap: $(tail -n 5 "$place/debootstrap.log")"
    rm -rf "$1"/var/cache/apt/archives/*.deb "$1"/var/lib/apt/lists/*
  fi
}

# The toolkit's folder, of stand-ins.
make_devel() {
  local toolkit=$1/usr/local/cuda name
  mkdir -p "$toolkit/bin" "$toolkit/lib64"
  cp "$device"/libcublas.so.12 "$device"/libcusolver.so.11 "$device"/libcusolverMg.so.11 "$toolkit/lib64/"
  for name in libcublasLt.so.12 libcusparse.so.12 libnvJitLink.so.12; do
    g++ -shared -x c++ -Wl,-soname,"$name" -o "$toolkit/lib64/$name" /dev/null
  done
  cat >"$toolkit/bin/nvcc" <<'NVCC'
#!/bin/sh
case $1 in
  --version | --list-gpu-code) echo "stand-in for nvcc" ;;
  *) while [ "$1" != -o ]; do shift; done; echo "kernels of the emulated device" >"$2" ;;
esac
NVCC
  chmod +x "$toolkit/bin/nvcc"
}

# What the container toolkit mounts where a GPU is.
make_driver() {
  mkdir -p "$1/usr/lib/x86_64-linux-gnu"
  cp "$device"/libcuda.so.1 "$device"/libntk-emulated-kernels.so "$1/usr/lib/x86_64-linux-gnu/"
}

# build FILE TAG BUILD_IMAGE RUNTIME_IMAGE OPTION…: docker/FILE.Dockerfile as localhost/TAG.
build() {
  buildah bud -q --format docker --pull-never -f "docker/$1.Dockerfile" -t "localhost/$2" \
    --build-arg BUILD_IMAGE="localhost/$3" --build-arg RUNTIME_IMAGE="localhost/$4" \
    --build-arg REVISION=tried --build-arg REPOSITORY=/repository --volume "$HOME/.m2/repository:/repository:O" "${@:5}" . \
    >"$place/$1.log" 2>&1 || fail "docker/$1.Dockerfile: $(tail -n 30 "$place/$1.log")"
}

# expect CONTAINER PATTERN COMMAND…: what it prints in the container has the pattern.
expect() {
  local container=$1 pattern=$2 said
  shift 2
  said=$(buildah run "$container" -- "$@" 2>&1) || fail "$*: exit code $?: $said"
  [[ $said == *$pattern* ]] || fail "$*: expected '$pattern', got: $said"
}

# setting KIND TEMPLATE EXPECTED: what the image says of itself.
setting() {
  local said
  said=$(buildah inspect --type image --format "{{$2}}" "localhost/ntk-asymptotics:$1")
  [ "$said" = "$3" ] || fail "$1: $2 is $said, expected $3"
}

started_as_said() {
  setting "$1" .Docker.Config.User 10001:10001
  setting "$1" .Docker.Config.Entrypoint '[ntk]'
  setting "$1" .Docker.Config.Healthcheck.Test '[CMD ntk doctor]'
  buildah from --name "$1" "localhost/ntk-asymptotics:$1" >/dev/null
  expect "$1" 10001 id -u
  expect "$1" tried ntk doctor
}

# what_is_inside KIND: the list of contents has what must be there, with a licence each.
what_is_inside() {
  local root=$2
  python3 - "$root/opt/ntk-asymptotics/sbom.json" "${@:3}" <<'PYTHON'
import json, sys
components = json.load(open(sys.argv[1]))["components"]
names = {c["name"] for c in components}
missing = {"picocli", "OpenBLAS", "OpenJDK", "bash", "libc6", *sys.argv[2:]} - names
nameless = [c["name"] for c in components if not c.get("licenses")]
sys.exit(f"sbom.json: lacks {missing}, without licence {nameless}" if missing or nameless else 0)
PYTHON
  [ "$(wc -l <"$root/opt/ntk-asymptotics/licences.txt")" -gt 80 ] || fail "licences.txt is short"
  for tool in javac mvn g++ nvcc; do
    [ -z "$(find "$root/usr" "$root/opt" -name "$tool" -print -quit)" ] || fail "$tool is in the image"
  done
}

image base scratch make_base
passed "a base by debootstrap"
image devel localhost/base make_devel
image driver localhost/base make_driver

# The first stage is the same in both files: what is built from its outcome finds the long work done.
build cpu build devel base --target build
passed "the engine's build"
build cpu ntk-asymptotics:cpu build base
passed "docker/cpu.Dockerfile"
started_as_said cpu
size=$(du -sb "$(buildah mount cpu)/opt/ntk-asymptotics" | cut -f 1)
[ "$size" -le "$limit" ] || fail "the CPU image adds $size bytes to its base, more than $limit"
what_is_inside cpu "$(buildah mount cpu)"
expect cpu "report: figure/report.html" ntk figure 1 --seed 1 --out figure
for file in experiment.yaml summary.json report.html; do
  [ -s "$(buildah mount cpu)/work/figure/$file" ] || fail "figure 1 left no $file"
done
said=$(buildah run --user 4242:4242 cpu -- ntk spectrum --samples 100 --target ball --out other --quiet 2>&1) ||
  fail "as another user: $said"
passed "figure 1 in the CPU image, $((size / 1000000)) MB above its base"

build cuda ntk-asymptotics:cuda build driver
started_as_said cuda
what_is_inside cuda "$(buildah mount cuda)" libcublasLt.so.12 libcusolver.so.11
expect cuda "Emulated device" ntk doctor --backend cuda
expect cuda "report: c/report.html" ntk spectrum --samples 100 --target ball --out c --quiet --backend cuda
passed "docker/cuda.Dockerfile, on the emulated device"

# Apptainer itself is not in Debian: its recipe's sections, done one by one.
section() { sed -n "/^%$1\$/,/^%/p" docker/apptainer.def | grep '^    ' | grep -v '{{'; }
image_of_recipe() {
  local from to file libraries=$2
  while read -r from to; do
    mkdir -p "$1$to"
    for file in "$libraries"$from; do cp -P "$file" "$1$to"; done
  done < <(section "files from libraries")
  cp -r "$3" "$1/opt/ntk-asymptotics"
}
buildah from --name libraries localhost/devel >/dev/null
buildah from --name recipe localhost/driver >/dev/null
image_of_recipe "$(buildah mount recipe)" "$(buildah mount libraries)" "$(buildah mount cpu)/opt/ntk-asymptotics"
buildah run recipe -- sh -ec "$(section post)"
expect recipe "Emulated device" sh -ec "$(section test)"
expect recipe "ntk " sh -ec "$(section runscript)" ntk --version
passed "docker/apptainer.def, by hand"
