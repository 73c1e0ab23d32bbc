# SPDX-License-Identifier: BSD-3-Clause
# The tests make gzip and BAM files, and run ISA-L beside zlib.
target_link_libraries(io_test PRIVATE ZLIB::ZLIB PkgConfig::htslib)
if(libisal_FOUND)
    target_compile_definitions(io_test PRIVATE AMPSTREAM_HAVE_ISAL)
endif()
