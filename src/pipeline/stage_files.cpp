// SPDX-License-Identifier: BSD-3-Clause
// Files of the stages.
#include <ampstream/pipeline/stage_files.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

#include <ampstream/core/error.hpp>
#include <ampstream/io/format.hpp>

namespace ampstream::pipeline
{

namespace fs = std::filesystem;

std::string stage_text(read_batch const & reads, std::size_t stage)
{
    std::string text;
    bool const is_fasta = kept_stages[stage].ends_with(".fasta");
    for (std::size_t i = 0; i < reads.size(); ++i)
        if (is_fasta)
            io::append_fasta(text, reads[i].header, reads[i].sequence, 0);
        else
            io::append_fastq(text, reads[i]);
    return text;
}

stage_files::stage_files(std::string folder) : folder_{std::move(folder)}
{
    if (!is_wanted())
        return;
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed)
        throw resource_error{folder_, "making the folder", failed.value()};
}

stage_files::~stage_files()
{
    open_.clear();
    finished_.clear();
    std::error_code is_not_empty;
    if (is_wanted())
        fs::remove(folder_, is_not_empty);
}

std::vector<std::string> stage_files::find_old(std::string const & folder)
{
    std::vector<std::string> old;
    std::error_code failed;
    for (fs::directory_iterator entry{folder, failed}; !failed && entry != fs::directory_iterator{};
         entry.increment(failed))
    {
        std::string const name = entry->path().filename().string();
        bool const is_pooled = std::ranges::find(pooled_stages, name) != pooled_stages.end();
        bool const is_of_sample = std::ranges::any_of(kept_stages, [&name](std::string_view stage)
                                                      { return name.ends_with('.' + std::string{stage}); });
        if (is_pooled || is_of_sample)
            old.push_back(entry->path().string());
    }
    return old;
}

void stage_files::remove_old(std::string const & folder)
{
    std::error_code absent;
    std::vector<std::string> const old = find_old(folder);
    for (std::string const & path : old)
        fs::remove(path, absent);
    if (!old.empty())
        fs::remove(folder, absent);
}

void stage_files::open_sample(std::string const & sample)
{
    for (std::string_view const stage : kept_stages)
        open_.emplace_back(folder_ + '/' + sample + '.' + std::string{stage});
}

void stage_files::append(std::string const & sample, stage_texts const & texts)
{
    if (!is_wanted())
        return;
    if (open_.empty())
        open_sample(sample);
    for (std::size_t i = 0; i < open_.size(); ++i)
        open_[i].write(texts[i]);
}

void stage_files::end_sample(std::string const & sample)
{
    if (!is_wanted())
        return;
    if (open_.empty()) // a sample without reads has empty files
        open_sample(sample);
    for (io::output_file & file : open_)
    {
        file.finish();
        finished_.push_back(std::move(file));
    }
    open_.clear();
}

void stage_files::write(std::string const & name, std::function<void(text_sink const &)> const & fill)
{
    if (!is_wanted())
        return;
    io::output_file & file = finished_.emplace_back(folder_ + '/' + name);
    fill([&file](std::string_view text) { file.write(text); });
    file.finish(); // gives its buffer back
}

void stage_files::commit()
{
    for (io::output_file & file : finished_)
        file.commit();
    finished_.clear();
}

} // namespace ampstream::pipeline
