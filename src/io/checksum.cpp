// SPDX-License-Identifier: BSD-3-Clause
// SHA-256 through OpenSSL, which uses the processor's instructions for it.
#include <ampstream/io/checksum.hpp>

#include <array>
#include <new>

#include <fmt/format.h>
#include <openssl/evp.h>

#include <ampstream/core/error.hpp>

#include "io/raw_file.hpp"

namespace ampstream::io
{

namespace
{

struct context_deleter
{
    void operator()(EVP_MD_CTX * context) const noexcept { EVP_MD_CTX_free(context); }
};
using context_pointer = std::unique_ptr<EVP_MD_CTX, context_deleter>;

context_pointer make_context()
{
    context_pointer context{EVP_MD_CTX_new()};
    if (!context)
        throw std::bad_alloc{};
    return context;
}

void require(int answer)
{
    if (answer != 1)
        throw internal_error{"OpenSSL refused to compute a checksum"};
}

std::string digest_of(EVP_MD_CTX & context)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    require(EVP_DigestFinal_ex(&context, digest.data(), &length));
    std::string text{};
    for (unsigned i = 0; i < length; ++i)
        text += fmt::format("{:02x}", digest[i]);
    return text;
}

} // namespace

struct sha256::state
{
    context_pointer context = make_context();
};

sha256::sha256() : state_{std::make_unique<state>()}
{
    require(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}

sha256::~sha256() = default;
sha256::sha256(sha256 &&) noexcept = default;
sha256 & sha256::operator=(sha256 &&) noexcept = default;

void sha256::update(std::span<char const> bytes)
{
    require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

std::string sha256::hex() const
{
    context_pointer const copy = make_context(); // finishing ends a context; ours goes on
    require(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()));
    return digest_of(*copy);
}

std::string sha256_of_file(std::string const & path)
{
    detail::raw_file file{path};
    sha256 digest{};
    std::string buffer(std::size_t{256} * 1024, '\0');
    while (std::size_t const count = file.read(buffer))
        digest.update({buffer.data(), count});
    return digest.hex();
}

std::string md5_of_file(std::string const & path)
{
    detail::raw_file file{path};
    context_pointer const context = make_context();
    require(EVP_DigestInit_ex(context.get(), EVP_md5(), nullptr));
    std::string buffer(std::size_t{256} * 1024, '\0');
    while (std::size_t const count = file.read(buffer))
        require(EVP_DigestUpdate(context.get(), buffer.data(), count));
    return digest_of(*context);
}

} // namespace ampstream::io
