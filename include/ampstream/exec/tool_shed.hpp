// SPDX-License-Identifier: BSD-3-Clause
// Tools with working memory that wait for the next piece of parallel work.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace ampstream::exec
{

/// Holds as many tools as have been in use at once. Which tool a piece of work gets is left to chance, so a tool must
/// not remember anything that can be seen in a result.
template <typename tool_t>
class tool_shed
{
public:
    /// `make` makes a tool when none is idle; it may be called from several threads at once.
    explicit tool_shed(std::function<std::unique_ptr<tool_t>()> make) : make_{std::move(make)} {}

    /// A tool that goes back when its holder is gone.
    class loan
    {
    public:
        loan(tool_shed & shed, std::unique_ptr<tool_t> tool) noexcept : shed_{&shed}, tool_{std::move(tool)} {}
        ~loan()
        {
            std::lock_guard const lock{shed_->guard_};
            shed_->idle_.push_back(std::move(tool_)); // `borrow` has made room
        }
        loan(loan const &) = delete;
        loan & operator=(loan const &) = delete;

        [[nodiscard]] tool_t & operator*() const noexcept { return *tool_; }
        [[nodiscard]] tool_t * operator->() const noexcept { return tool_.get(); }

    private:
        tool_shed * shed_;
        std::unique_ptr<tool_t> tool_;
    };

    /// An idle tool or a new one. Throws what making one throws; giving it back never throws.
    [[nodiscard]] loan borrow()
    {
        {
            std::lock_guard const lock{guard_};
            if (!idle_.empty())
            {
                std::unique_ptr<tool_t> tool = std::move(idle_.back());
                idle_.pop_back();
                return loan{*this, std::move(tool)};
            }
            idle_.reserve(made_ + 1); // here, where running out of memory can be told: a destructor could not
            ++made_;
        }
        return loan{*this, make_()};
    }

private:
    std::function<std::unique_ptr<tool_t>()> make_;
    std::mutex guard_{};
    std::vector<std::unique_ptr<tool_t>> idle_{};
    std::size_t made_{}; ///< tools, idle or lent; `idle_` has room for all of them
};

} // namespace ampstream::exec
