# SeqAn3 is the oracle for IUPAC letters and their complements.
target_link_libraries(trim_test PRIVATE seqan3::seqan3)
