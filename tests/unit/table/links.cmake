# SPDX-License-Identifier: BSD-3-Clause
# The JSON of BIOM files is read back.
target_link_libraries(table_test PRIVATE nlohmann_json::nlohmann_json)
