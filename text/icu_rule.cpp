#include "text/icu_rule.h"

#include <time.h>

#include <algorithm>

#include "text/characters.h"
#include "text/icu_fault.h"
#include "text/icu_syntax.h"

namespace oimtm::text {

namespace {

// Of WorkBudget's steps, as measured: of a call, of the UTF-16 units that it is given to read,
// and of a tick, which is ten thousand times that ICU notes where to go back to. A call that
// does that less often is not charged for it.
constexpr std::size_t kWorkOfCall = 8;
constexpr std::size_t kUnitsPerWork = 4;
constexpr std::size_t kWorkOfTick = std::size_t{1} << 15;

// A match that is too short for a tick may still cost a hundred thousand times as much as
// another: one call in so many is timed, and charged for all of them. To time each would take
// longer than most matches do.
constexpr std::size_t kTimed = 8;
constexpr std::size_t kNanosecondsOfWork = 8;

constexpr std::int32_t kTimeLimit = 1000;  // ICU's steps for one match, about milliseconds

// Of this thread, in nanoseconds: other work on the machine is no matter.
std::size_t processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<std::size_t>(now.tv_sec) * 1'000'000'000 + static_cast<std::size_t>(now.tv_nsec);
}

UBool U_CALLCONV charge_tick(const void* budget, std::int32_t) {
  return static_cast<WorkBudget*>(const_cast<void*>(budget))->spend(kWorkOfTick) ? 1 : 0;
}

}  // namespace

Utf16Text::Utf16Text(std::string_view text) {
  units_.reserve(text.size());
  offsets_.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const auto character = static_cast<UChar32>(next_character(text, at));
    offsets_.insert(offsets_.end(), static_cast<std::size_t>(U16_LENGTH(character)), here);
    char16_t pair[2];
    std::int32_t length = 0;
    U16_APPEND_UNSAFE(pair, length, character);
    units_.append(pair, static_cast<std::size_t>(length));
  }
  offsets_.push_back(text.size());
  string_ = icu::UnicodeString(false, units_.data(), static_cast<std::int32_t>(units_.size()));
}

bool asks_for_ends(std::string_view expression) {
  for (const char* anchor : {"^", "$", "\\A", "\\z", "\\Z"})
    if (expression.find(anchor) != std::string_view::npos) return true;
  return false;
}

InputError takes_too_long(const std::string& file, std::size_t line) {
  return InputError(msg("this rule takes too long on a text of the input"), {file, line, 0},
                    msg("repeated groups that can match in many ways, such as (a+)+, are the usual cause"));
}

std::int32_t Utf16Text::unit(std::size_t byte) const {
  return static_cast<std::int32_t>(std::lower_bound(offsets_.begin(), offsets_.end(), byte) - offsets_.begin());
}

IcuRule::IcuRule(const SrxRule& rule, const std::string& file, WorkBudget& budget)
    : file_(file), line_(rule.line), budget_(budget), before_(compile(rule.before)), after_(compile(rule.after)) {}

IcuRule::Half IcuRule::compile(const std::string& expression) const {
  if (expression.empty()) return {};
  UErrorCode status = U_ZERO_ERROR;
  UParseError place{};
  Half half;
  half.sees_all = asks_for_ends(expression);
  half.pattern.reset(icu::RegexPattern::compile(utf16(expression), 0, place, status));
  if (U_SUCCESS(status)) half.matcher.reset(half.pattern->matcher(status));
  if (U_FAILURE(status))
    throw InputError(msg("the expression {1} cannot be compiled: {2}", expression, icu_fault(status)),
                     {file_, line_, 0});
  half.matcher->setTimeLimit(kTimeLimit, status);
  half.matcher->setMatchCallback(charge_tick, &budget_, status);
  // Anchors and look-around mean the text, not the region that is matched.
  half.matcher->useTransparentBounds(true);
  half.matcher->useAnchoringBounds(false);
  return half;
}

void IcuRule::reset(const Utf16Text& text) {
  text_ = &text;
  for (Half* half : {&before_, &after_})
    if (half->matcher) half->matcher->reset(text.string());
}

bool IcuRule::begins_at(std::int32_t at) {
  if (!after_.matcher) return true;
  const std::int32_t end = after_.sees_all ? text_->size() : text_->moved(at, kAhead);
  spend(kWorkOfCall);
  return timed([&](UErrorCode& status) { return after_.matcher->region(at, end, status).lookingAt(status); });
}

bool IcuRule::spans(std::int32_t begin, std::int32_t at) {
  if (!before_.matcher) return begin == at;
  spend(static_cast<std::size_t>(at - begin) / kUnitsPerWork + kWorkOfCall);
  return timed([&](UErrorCode& status) { return before_.matcher->region(begin, at, status).matches(status); });
}

template <class Match>
bool IcuRule::timed(Match match) {
  const bool is_timed = ++calls_ % kTimed == 0;
  const std::size_t begin = is_timed ? processor_time() : 0;
  UErrorCode status = U_ZERO_ERROR;
  const bool matches = match(status);
  if (U_FAILURE(status)) throw takes_too_long(file_, line_);
  if (is_timed) spend((processor_time() - begin) * kTimed / kNanosecondsOfWork);
  return matches;
}

void IcuRule::spend(std::size_t work) const {
  if (!budget_.spend(work)) throw takes_too_long(file_, line_);
}

}  // namespace oimtm::text
