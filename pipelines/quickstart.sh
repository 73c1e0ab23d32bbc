#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# From a bare Debian 12 to a classified OTU table: installs what is missing, builds, simulates a small run folder, runs the
# whole path on it with the default reference, shows the table. quickstart.sh [FOLDER] (default: ./quickstart).
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-quickstart}
"$here/cmake/install_dependencies.sh" build
cmake -S "$here" --preset release -DBUILD_TESTING=OFF -B "$here/build/release"
cmake --build "$here/build/release"
ampstream="$here/build/release/bin/ampstream"
rm -rf "$folder/run_folder" "$folder/result"
"$ampstream" simulate --out "$folder/run_folder" --samples 6 --pairs 2000 --seed 1
"$ampstream" run "$folder/run_folder" --out "$folder/result"
echo
echo "The first rows of $folder/result/otu_table.tsv:"
head -n 8 "$folder/result/otu_table.tsv"
