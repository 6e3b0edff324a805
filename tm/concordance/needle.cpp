#include "tm/concordance/needle.h"

#include <algorithm>
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

std::vector<text::ByteRange> find_all(std::string_view text, std::string_view phrase) {
  std::vector<text::ByteRange> found;
  for (std::size_t at = 0; (at = text.find(phrase, at)) != std::string_view::npos; at += phrase.size()) {
    found.push_back({at, at + phrase.size()});
    if (found.size() == kMostPlaces) break;
  }
  return found;
}

// Collects the literal runs of an expression, from left to right.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view expression) : expression_(expression) {}

  std::vector<std::string> read() {
    // Alternatives, and settings that change what stands for itself, are left alone.
    const bool ignores_case = expression_.starts_with("(?i)");
    if (ignores_case) at_ = 4;
    if (expression_.find('|') != std::string_view::npos) return {};
    while (at_ < expression_.size())
      if (!take()) return {};
    end_run();
    if (ignores_case) drop_what_case_joins();
    return std::move(literals_);
  }

 private:
  // False if the expression is beyond this reader.
  bool take() {
    const char c = expression_[at_];
    switch (c) {
      case '\\': return take_escape();
      case '[': return skip_class();
      case '(': return skip_group();
      case '*':
      case '?':
      case '{':
        drop_last();
        end_run();
        if (c == '{') at_ = std::min(expression_.find('}', at_), expression_.size() - 1);
        ++at_;
        return true;
      case '+':
      case '.':
      case '^':
      case '$':
        end_run();
        ++at_;
        return true;
      default: {
        last_ = run_.size();
        const std::size_t begin = at_;
        text::next_character(expression_, at_);
        run_ += expression_.substr(begin, at_ - begin);
        return true;
      }
    }
  }

  bool take_escape() {
    if (at_ + 1 >= expression_.size()) return false;
    const char c = expression_[at_ + 1];
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!is_letter) {
      last_ = run_.size();
      run_ += c;
      at_ += 2;
      return static_cast<unsigned char>(c) < 0x80;
    }
    if (std::string_view("dDwWsSbBAZzGhHvVRXtnrfea").find(c) == std::string_view::npos) return false;
    end_run();
    at_ += 2;
    return true;
  }

  // "[...]", which may hold others, and "(...)", which may hold anything.
  bool skip_class() {
    end_run();
    for (int depth = 0; at_ < expression_.size(); ++at_) {
      const char c = expression_[at_];
      if (c == '\\') {
        if (at_ + 1 < expression_.size() && expression_[at_ + 1] == 'Q') return false;
        ++at_;
      } else if (c == '[') {
        ++depth;
      } else if (c == ']' && --depth == 0) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  bool skip_group() {
    end_run();
    // Only plain groups: flags would reach beyond theirs, and what is looked for ahead or
    // behind is no matter here.
    for (int depth = 0; at_ < expression_.size(); ++at_) {
      const char c = expression_[at_];
      if (c == '\\') {
        if (at_ + 1 < expression_.size() && expression_[at_ + 1] == 'Q') return false;
        ++at_;
      } else if (c == '[') {
        if (!skip_class()) return false;
        --at_;
      } else if (c == '(') {
        if (at_ + 2 < expression_.size() && expression_[at_ + 1] == '?' &&
            std::string_view(":=!<>").find(expression_[at_ + 2]) == std::string_view::npos)
          return false;
        ++depth;
      } else if (c == ')' && --depth == 0) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  void drop_last() {
    if (!run_.empty()) run_.resize(last_);
  }

  void end_run() {
    if (const std::string folded = fold_for_grams(run_); !folded.empty()) literals_.push_back(folded);
    run_.clear();
    last_ = 0;
  }

  // Without case, "ss" is found in "ß".
  void drop_what_case_joins() {
    std::vector<std::string> parts;
    for (const std::string& literal : literals_) {
      for (std::size_t begin = 0; begin < literal.size();) {
        const std::size_t end = std::min(literal.find('s', begin), literal.size());
        if (end > begin) parts.push_back(literal.substr(begin, end - begin));
        begin = end + 1;
      }
    }
    literals_ = std::move(parts);
  }

  std::string_view expression_;
  std::size_t at_ = 0;
  std::string run_;
  std::size_t last_ = 0;  // where the run's last character begins
  std::vector<std::string> literals_;
};

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

std::vector<std::string> required_literals(std::string_view expression) { return LiteralReader(expression).read(); }

Needle::Needle(std::string_view pattern, ConcordanceQuery::Kind kind) : kind_(kind) {
  if (pattern.empty()) throw UsageError(msg("an empty pattern is in every text"));
  if (kind == ConcordanceQuery::Kind::regex) {
    pattern_.emplace(pattern);
    literals_ = required_literals(pattern);
    return;
  }
  with_accents_ = has_accents(pattern);
  phrase_ = fold(pattern);
  if (phrase_.empty()) throw UsageError(msg("an empty pattern is in every text"));
  if (kind == ConcordanceQuery::Kind::phrase) {
    literals_.push_back(fold_for_grams(phrase_));
    return;
  }
  pattern_.emplace(expression_of(phrase_, literals_));
  for (std::string& literal : literals_) literal = fold_for_grams(literal);
  std::erase(literals_, std::string());
}

std::string Needle::fold(std::string_view text) const {
  return with_accents_ ? text::fold_case(text) : fold_for_grams(text);
}

std::vector<text::ByteRange> Needle::find(std::string_view text) const {
  const std::string bare = fold_for_grams(text);
  for (const std::string& literal : literals_)
    if (bare.find(literal) == std::string::npos) return {};
  if (kind_ == ConcordanceQuery::Kind::regex) return pattern_->find(text, kMostPlaces);
  const std::string folded = with_accents_ ? fold(text) : bare;
  std::vector<text::ByteRange> found = pattern_ ? pattern_->find(folded, kMostPlaces) : find_all(folded, phrase_);
  std::erase_if(found, [](const text::ByteRange& range) { return range.size() == 0; });
  if (found.empty()) return found;
  const auto offsets = offsets_of(text, folded, [this](std::string_view part) { return fold(part); });
  if (offsets.empty()) return {{0, text.size()}};  // somewhere in it
  for (text::ByteRange& range : found) range = {offsets[range.begin], offsets[range.end]};
  return found;
}

}  // namespace oimtm::tm
