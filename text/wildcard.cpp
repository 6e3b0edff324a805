#include "text/wildcard.h"

#include <unicode/regex.h>

#include <algorithm>

#include "text/characters.h"
#include "text/error.h"
#include "text/icu_fault.h"

namespace oimtm::text {

namespace {

constexpr std::int32_t kTimeLimit = 2000;  // ICU's steps for one match, about milliseconds

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace

class Wildcard::Impl {
 public:
  explicit Impl(std::string_view source) : expression(source) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError place{};
    regex_.reset(icu::RegexPattern::compile(utf16(source), 0, place, status));
    if (U_SUCCESS(status)) matcher.reset(regex_->matcher(status));
    if (U_FAILURE(status))
      throw UsageError(msg("{1} is not a regular expression: {2}", expression, icu_fault(status)), {},
                       msg("characters with a meaning want a \\ before them: \\. \\( \\? \\+"));
    matcher->setTimeLimit(kTimeLimit, status);
  }

  // Brings the text into UTF-16, with where its units stand in UTF-8.
  void take(std::string_view text) {
    is_plain_ = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    units_.clear();
    offsets_.clear();
    if (is_plain_)
      units_.assign(text.begin(), text.end());
    else
      decode(text);
    string_ = icu::UnicodeString(false, units_.data(), static_cast<std::int32_t>(units_.size()));
    matcher->reset(string_);
  }

  bool next() {
    UErrorCode status = U_ZERO_ERROR;
    const bool found = matcher->find(status);
    if (U_FAILURE(status))
      throw UsageError(msg("the expression {1} cannot be followed to its end: {2}", expression, icu_fault(status)), {},
                       msg("make it simpler: no repetition within a repetition"));
    return found;
  }

  ByteRange where() const {
    UErrorCode status = U_ZERO_ERROR;
    return {byte(matcher->start(status)), byte(matcher->end(status))};
  }

  std::string expression;
  std::unique_ptr<icu::RegexMatcher> matcher;

 private:
  void decode(std::string_view text) {
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
  }

  std::size_t byte(std::int32_t unit) const {
    const auto at = static_cast<std::size_t>(unit);
    return is_plain_ ? at : offsets_[at];
  }

  std::unique_ptr<icu::RegexPattern> regex_;
  bool is_plain_ = true;  // one byte a unit
  std::u16string units_;
  std::vector<std::size_t> offsets_;
  icu::UnicodeString string_;  // an alias of `units_`
};

Wildcard::Wildcard(std::string_view expression) : impl_(std::make_unique<Impl>(expression)) {}
Wildcard::~Wildcard() = default;
Wildcard::Wildcard(Wildcard&&) noexcept = default;
Wildcard& Wildcard::operator=(Wildcard&&) noexcept = default;

std::string Wildcard::literal(std::string_view text) {
  std::string expression;
  for (const char c : text) {
    if (std::string_view("\\.^$|?*+()[]{}-&#").find(c) != std::string_view::npos) expression += '\\';
    expression += c;
  }
  return expression;
}

bool Wildcard::is_in(std::string_view text) const {
  impl_->take(text);
  return impl_->next();
}

std::vector<ByteRange> Wildcard::find(std::string_view text, std::size_t limit) const {
  std::vector<ByteRange> found;
  for (impl_->take(text); found.size() < limit && impl_->next();) found.push_back(impl_->where());
  return found;
}

std::vector<Replacement> Wildcard::replace(std::string_view text, std::string_view with) const {
  std::vector<Replacement> replacements;
  const icu::UnicodeString wanted = utf16(with);
  std::int32_t done = 0;  // in UTF-16
  for (impl_->take(text); impl_->next();) {
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t begin = impl_->matcher->start(status);
    icu::UnicodeString piece;  // with what stands before the match
    impl_->matcher->appendReplacement(piece, wanted, status);
    if (U_FAILURE(status))
      throw UsageError(msg("{1} cannot stand for a match: {2}", with, icu_fault(status)), {},
                       msg("$1 is the first group; a dollar is written \\$"));
    std::string bytes;
    piece.tempSubString(begin - done).toUTF8String(bytes);
    done = impl_->matcher->end(status);
    replacements.push_back({impl_->where(), std::move(bytes)});
  }
  return replacements;
}

}  // namespace oimtm::text
