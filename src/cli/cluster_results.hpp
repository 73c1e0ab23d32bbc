// SPDX-License-Identifier: BSD-3-Clause
// The result files of clustering, each there if it has a name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/cluster/cluster_writer.hpp>
#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/core/option.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/io/output_file.hpp>

namespace ampstream::cli
{

/// Names are options; the order of calls is that of the functions.
class cluster_results
{
public:
    /// The list of options, bound to this object.
    [[nodiscard]] option_list describe();
    /// Throws `usage_error` when no file is named or a column of --userout is unknown, `resource_error` when a file
    /// cannot be created.
    void open();
    void write(unique_set const & uniques,
               cluster::result const & clustered,
               cluster::options const & chosen,
               cluster::appearance const & how,
               exec::thread_budget const & budget);
    void commit();

private:
    /// A result file, its name first an option; there if it has one.
    struct result_file
    {
        std::string name{};
        std::optional<io::output_file> file{};

        explicit operator bool() const noexcept { return file.has_value(); }
        /// Writes and empties `text`.
        void flush(std::string & text)
        {
            if (file)
                file->write(text);
            text.clear();
        }
        [[nodiscard]] std::function<void(std::string_view)> sink()
        {
            return [this](std::string_view text)
            {
                if (file)
                    file->write(text);
            };
        }
    };

    [[nodiscard]] std::vector<result_file *> files()
    {
        return {&centroids_, &uc_,      &consensus_,  &profile_, &alignment_, &blast6_, &user_,
                &sam_,       &matched_, &notmatched_, &tsv_,     &biom_,      &shared_};
    }
    void write_clusters(cluster::cluster_writer const & clusters, exec::thread_budget const & budget);
    void write_hits(unique_set const & uniques, cluster::result const & clustered, cluster::options const & chosen);
    void write_matches(unique_set const & uniques,
                       cluster::result const & clustered,
                       cluster::options const & chosen,
                       cluster::appearance const & how);
    void write_tables(unique_set const & uniques,
                      cluster::result const & clustered,
                      cluster::cluster_writer const & clusters);

    result_file centroids_{};
    result_file uc_{};
    result_file consensus_{};
    result_file profile_{};
    result_file alignment_{};
    result_file blast6_{};
    result_file user_{};
    result_file sam_{};
    result_file matched_{};
    result_file notmatched_{};
    result_file tsv_{};
    result_file biom_{};
    result_file shared_{};
    std::string user_fields_{"query+target+id+alnlen+mism+opens+qlo+qhi+tlo+thi+evalue+bits"};
    bool output_no_hits_{false};
};

} // namespace ampstream::cli
