// SPDX-License-Identifier: BSD-3-Clause
// Mapping model files, and what a model says about itself.
#include <ampstream/classify/model.hpp>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

namespace
{

/// An open file that is closed when it goes.
class open_file
{
public:
    explicit open_file(std::string const & path) : descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {}
    open_file(open_file const &) = delete;
    open_file & operator=(open_file const &) = delete;
    ~open_file()
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

} // namespace

model model::load(std::string const & path)
{
    open_file const file{path};
    struct stat about = {};
    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &about) != 0)
        throw resource_error{path, "opening", errno};
    auto const size = static_cast<std::size_t>(about.st_size);
    if (!S_ISREG(about.st_mode) || size == 0)
        throw input_error{{.file = path},
                          {"a model written by 'ampstream train'", size == 0 ? "an empty file" : "no regular file",
                           "Train one from a reference FASTA: ampstream train REFERENCE --out MODEL."}};
    void * const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.descriptor(), 0);
    if (mapped == MAP_FAILED)
        throw resource_error{path, "mapping", errno};
    std::shared_ptr<void const> storage{mapped, [size](void const * at) { ::munmap(const_cast<void *>(at), size); }};
    std::string_view const bytes{static_cast<char const *>(mapped), size};
    return model{open_tables(std::move(storage), bytes, path)};
}

bool model::is_model(std::string const & path)
{
    open_file const file{path};
    struct stat about = {};
    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &about) != 0 || !S_ISREG(about.st_mode))
        return false; // a pipe would lose the bytes that are looked at
    std::array<char, model_magic.size()> start{};
    return ::pread(file.descriptor(), start.data(), start.size(), 0) == static_cast<ssize_t>(start.size()) &&
           std::string_view{start.data(), start.size()} == model_magic;
}

model model::adopt(std::vector<std::byte> && bytes, std::string const & name)
{
    auto const storage = std::make_shared<std::vector<std::byte>>(std::move(bytes));
    std::string_view const view{reinterpret_cast<char const *>(storage->data()), storage->size()};
    std::shared_ptr<model_tables const> const tables = open_tables(storage, view, name);
    for (std::size_t one = 0; one < word_count; ++one)
        (void)tables->row(static_cast<word>(one));
    return model{tables};
}

std::vector<std::string> const & model::rank_names() const noexcept
{
    return tables_->rank_names;
}

std::size_t model::genera() const noexcept
{
    return tables_->genera;
}

std::uint64_t model::sequences() const noexcept
{
    return tables_->sequences;
}

lineage model::lineage_of(std::size_t genus) const
{
    lineage names(tables_->rank_names.size());
    for (std::uint32_t at = tables_->genus_taxa[genus]; at != no_parent; at = tables_->taxa[at].parent)
        names[tables_->taxa[at].rank] = tables_->text_at(tables_->taxa[at].name);
    return names;
}

std::string_view model::info() const noexcept
{
    return tables_->info;
}

std::string_view model::bytes() const noexcept
{
    return tables_->bytes;
}

} // namespace ampstream::classify
