# SPDX-License-Identifier: BSD-3-Clause
# The tests read the JSON that a run writes.
target_link_libraries(pipeline_test PRIVATE nlohmann_json::nlohmann_json)
