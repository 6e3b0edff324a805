#include "tm/concordance/needle.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

#include "text/characters.h"
#include "text/error.h"
#include "tm/concordance/grams.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kMostPlaces = 1000;  // in one text

bool has_accents(std::string_view text) { return text::fold_case(text) != text::fold_accents(text); }

// Where in a text its folded form comes from: for each folded byte, and for the end, the
// byte of the text. Nothing if folding it in pieces is not folding it as a whole.
std::vector<std::size_t> offsets_of(std::string_view text, const std::string& folded,
                                    const std::function<std::string(std::string_view)>& fold) {
  std::vector<std::size_t> offsets;
  std::string joined;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    text::next_character(text, at);
    // A letter is folded with its marks.
    for (std::size_t next = at; next < text.size() && text::is_mark(text::next_character(text, next));) at = next;
    joined += fold(text.substr(begin, at - begin));
    offsets.resize(joined.size(), begin);
  }
  if (joined != folded) return {};
  offsets.push_back(text.size());
  return offsets;
}

// What a range of the folded form comes from: whole characters, though it may begin or end
// within what has come of one.
text::ByteRange unfolded(const text::ByteRange& folded, const std::vector<std::size_t>& offsets) {
  std::size_t end = folded.end;
  while (offsets[end] == offsets[folded.end - 1]) ++end;
  return {offsets[folded.begin], offsets[end]};
}

std::vector<text::ByteRange> find_all(std::string_view text, std::string_view phrase) {
  std::vector<text::ByteRange> found;
  for (std::size_t at = 0; (at = text.find(phrase, at)) != std::string_view::npos; at += phrase.size()) {
    found.push_back({at, at + phrase.size()});
    if (found.size() == kMostPlaces) break;
  }
  return found;
}

bool is_told_fast(const Clause& clause) { return clause.size() <= 8; }

// The expression of a wildcard pattern, and the texts between its wildcards.
std::string expression_of(const std::string& folded, std::vector<std::string>& literals) {
  std::string expression;
  std::string literal;
  for (const char c : folded) {
    if (c != '*' && c != '?') {
      literal += c;
      continue;
    }
    expression += text::Wildcard::literal(literal) + (c == '*' ? "[\\w'-]*" : "\\w");
    literals.push_back(std::exchange(literal, {}));
  }
  literals.push_back(literal);
  return expression + text::Wildcard::literal(literal);
}

}  // namespace

Needle::Needle(std::string_view pattern, ConcordanceQuery::Kind kind, bool exhaustive) : kind_(kind) {
  if (pattern.empty()) throw UsageError(msg("an empty pattern is in every text"));
  if (kind == ConcordanceQuery::Kind::regex) {
    pattern_.emplace(pattern);
    clauses_ = required_texts(pattern);
  } else {
    prepare_folded(pattern);
  }
  if (exhaustive) clauses_.clear();
}

void Needle::prepare_folded(std::string_view pattern) {
  with_accents_ = has_accents(pattern);
  phrase_ = fold(pattern);
  if (phrase_.empty()) throw UsageError(msg("an empty pattern is in every text"));
  if (kind_ == ConcordanceQuery::Kind::phrase) {
    clauses_.push_back({fold_for_grams(phrase_)});
    return;
  }
  std::vector<std::string> literals;
  pattern_.emplace(expression_of(phrase_, literals));
  for (const std::string& literal : literals)
    if (const std::string folded = fold_for_grams(literal); !folded.empty()) clauses_.push_back({folded});
}

std::string Needle::fold(std::string_view text) const {
  return with_accents_ ? text::fold_case(text) : fold_for_grams(text);
}

// Whether the text may contain the needle, as far as is told faster than by looking.
bool Needle::has_clauses() const {
  return std::all_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) {
    return !is_told_fast(clause) || std::any_of(clause.begin(), clause.end(), [&](const std::string& part) {
      return ::memmem(bare_.data(), bare_.size(), part.data(), part.size()) != nullptr;
    });
  });
}

std::vector<text::ByteRange> Needle::find(std::string_view text) const {
  const bool is_folded = std::any_of(clauses_.begin(), clauses_.end(), is_told_fast);
  if (is_folded) fold_for_grams(text, bare_);
  if (!has_clauses()) return {};
  if (kind_ == ConcordanceQuery::Kind::regex) return pattern_->find(text, kMostPlaces);
  const std::string folded = with_accents_ || !is_folded ? fold(text) : bare_;
  std::vector<text::ByteRange> found = pattern_ ? pattern_->find(folded, kMostPlaces) : find_all(folded, phrase_);
  std::erase_if(found, [](const text::ByteRange& range) { return range.size() == 0; });
  if (found.empty()) return found;
  const auto offsets = offsets_of(text, folded, [this](std::string_view part) { return fold(part); });
  if (offsets.empty()) return {{0, text.size()}};  // somewhere in it
  for (text::ByteRange& range : found) range = unfolded(range, offsets);
  // Of one character may come several folded ones that are found.
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace oimtm::tm
