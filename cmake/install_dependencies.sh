#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Installs what ampstream needs from Debian 12: `install_dependencies.sh build` to build and run, `… test` for the tests and peers too,
# `… bench` for the benchmarks of speed (benchmarks/compare.py) and accuracy as well.
set -eu

build="build-essential ca-certificates ccache cmake ninja-build pkg-config python3 libseqan3-dev zlib1g-dev libhts-dev libtbb-dev
       libgtest-dev libgmock-dev libisal-dev libdeflate-dev libcli11-dev nlohmann-json3-dev libspdlog-dev libfmt-dev libssl-dev libcurl4-gnutls-dev"
test="libbenchmark-dev clang-format-16 clang-tidy-16 libomp-16-dev vsearch cutadapt tabix samtools rdp-classifier microbiomeutil-data python3-biom-format"
bench="time default-jre-headless python3-matplotlib python3-sklearn r-bioc-dada2"

case "${1:-}" in
    build) packages=$build ;;
    test) packages="$build $test" ;;
    bench) packages="$build $test $bench" ;;
    *) echo "usage: install_dependencies.sh build|test|bench" >&2; exit 2 ;;
esac

missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
echo "installing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
