#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Installs what building, testing and comparing need, builds with warnings as errors, and runs every test.
set -eu
cd "$(dirname "$0")/.."
cmake/install_dependencies.sh test
cmake --preset release
cmake --build --preset release
ctest --preset release -j "$(nproc)"
