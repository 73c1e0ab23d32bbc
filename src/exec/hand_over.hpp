// SPDX-License-Identifier: BSD-3-Clause
// Tells the thread sanitizer what oneTBB, which Debian builds without it, guarantees: one thread's work is over before
// another's begins. In other builds nothing is left of it.
#pragma once

#if defined(AMPSTREAM_THREAD_SANITIZER)
extern "C" void __tsan_acquire(void * place); // of the sanitizer's runtime library
extern "C" void __tsan_release(void * place);
#endif

namespace ampstream::exec
{

/// A place where work passes from thread to thread. What a thread did before `give` is seen by those that `take` after
/// it. To be put only where oneTBB orders the two; it orders nothing itself.
class hand_over
{
public:
    void give() noexcept
    {
#if defined(AMPSTREAM_THREAD_SANITIZER)
        __tsan_release(this);
#endif
    }
    void take() noexcept
    {
#if defined(AMPSTREAM_THREAD_SANITIZER)
        __tsan_acquire(this);
#endif
    }
};

/// Gives at the end of its scope, also when an exception ends it.
class give_at_exit
{
public:
    explicit give_at_exit(hand_over & place) noexcept : place_{place} {}
    ~give_at_exit() { place_.give(); }
    give_at_exit(give_at_exit const &) = delete;
    give_at_exit & operator=(give_at_exit const &) = delete;

private:
    hand_over & place_;
};

/// Takes at the end of its scope.
class take_at_exit
{
public:
    explicit take_at_exit(hand_over & place) noexcept : place_{place} {}
    ~take_at_exit() { place_.take(); }
    take_at_exit(take_at_exit const &) = delete;
    take_at_exit & operator=(take_at_exit const &) = delete;

private:
    hand_over & place_;
};

} // namespace ampstream::exec
