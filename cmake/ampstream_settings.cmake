# SPDX-License-Identifier: BSD-3-Clause
# Language level, warnings, floating-point rules and sanitizers that hold for every target.
option(AMPSTREAM_WERROR "Treat warnings as errors" OFF)
option(AMPSTREAM_BENCHMARKS "Build the benchmarks" OFF)
set(AMPSTREAM_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

find_program(AMPSTREAM_CCACHE ccache)
if(AMPSTREAM_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${AMPSTREAM_CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER "${AMPSTREAM_CCACHE}")
endif()

add_library(ampstream_settings INTERFACE)
target_include_directories(ampstream_settings INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>")
target_compile_features(ampstream_settings INTERFACE cxx_std_20)
# A contracted multiply-add would give other bits on other machines.
target_compile_options(ampstream_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -ffp-contract=off $<$<BOOL:${AMPSTREAM_WERROR}>:-Werror>)
if(AMPSTREAM_SANITIZE)
    # A finding ends the program, so that a test cannot pass over it. Line tables alone make the build a good deal quicker.
    set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
    target_compile_options(ampstream_settings INTERFACE
        -fsanitize=${AMPSTREAM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_definitions(ampstream_settings INTERFACE _GLIBCXX_ASSERTIONS)
    target_link_options(ampstream_settings INTERFACE -fsanitize=${AMPSTREAM_SANITIZE})
endif()
