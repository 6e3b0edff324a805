#include "tm/phrases/pattern.h"

#include <algorithm>
#include <map>

#include "text/tokens.h"

namespace oimtm::tm {

namespace {

constexpr std::size_t kMostWordings = 200;
constexpr std::size_t kMostValues = 50;
constexpr std::size_t kMostCells = 4'000'000;
constexpr std::size_t kMany = 10;  // documents

using Tokens = std::vector<text::Token>;

// Inflected words are no slot: which of them stands where the wordings tell.
bool is_same(const text::Token& a, const text::Token& b) {
  const bool are_words = a.kind == text::Token::Kind::word && b.kind == text::Token::Kind::word;
  return a.plain == b.plain || (are_words && a.folded == b.folded);
}

// For each token of `a` the one of `b` that it is paired with, or b.size(): a longest common
// subsequence. Nothing but head and tail is paired in very long texts.
std::vector<std::size_t> pair_tokens(const Tokens& a, const Tokens& b) {
  std::vector<std::size_t> pairs(a.size(), b.size());
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && is_same(a[head], b[head])) pairs[head] = head, ++head;
  std::size_t tail = 0;
  while (tail + head < a.size() && tail + head < b.size() && is_same(a[a.size() - 1 - tail], b[b.size() - 1 - tail])) {
    ++tail;
    pairs[a.size() - tail] = b.size() - tail;
  }
  const std::size_t rows = a.size() - head - tail;
  const std::size_t columns = b.size() - head - tail;
  if (rows * columns > kMostCells) return pairs;
  std::vector<std::uint32_t> best((rows + 1) * (columns + 1), 0);
  const auto cell = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
    return best[row * (columns + 1) + column];
  };
  for (std::size_t i = rows; i-- > 0;)
    for (std::size_t j = columns; j-- > 0;)
      cell(i, j) =
          is_same(a[head + i], b[head + j]) ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    if (is_same(a[head + i], b[head + j]))
      pairs[head + i] = head + j, ++i, ++j;
    else if (cell(i + 1, j) >= cell(i, j + 1))
      ++i;
    else
      ++j;
  }
  return pairs;
}

struct Compared {
  const PhraseWording* wording;
  Tokens tokens;
  std::vector<std::size_t> pairs;
};

class PatternBuilder {
 public:
  PatternBuilder(PhraseFamily& family, const text::LanguageTag& language)
      : family_(family), main_(text::tokenize(family.wordings.front().text, language)) {
    const std::size_t count = std::min(family.wordings.size(), kMostWordings);
    for (std::size_t i = 0; i < count; ++i) {
      Tokens tokens = text::tokenize(family.wordings[i].text, language);
      std::vector<std::size_t> pairs = pair_tokens(main_, tokens);
      all_ += family.wordings[i].documents.size();
      compared_.push_back({&family.wordings[i], std::move(tokens), std::move(pairs)});
    }
  }

  void run() {
    find_stable();
    const std::string& text = family_.wordings.front().text;
    std::size_t written = 0;  // bytes of the main wording
    for (std::size_t at = 0; at <= main_.size();) {
      std::size_t end = at;
      while (end < main_.size() && !stays_[end]) ++end;
      if (end > at || is_inserted_[at]) {
        const std::size_t begin = at < main_.size() && end > at ? main_[at].where.begin
                                  : at > 0                      ? main_[at - 1].where.end
                                                                : 0;
        family_.pattern += text.substr(written, begin - written);
        add_slot(at, end);
        written = end > at ? main_[end - 1].where.end : begin;
      }
      at = end + 1;
    }
    family_.pattern += text.substr(written);
  }

 private:
  // Which tokens of the main wording the others have, and before which something is put in.
  void find_stable() {
    std::vector<std::size_t> kept(main_.size(), 0);
    std::vector<std::size_t> inserted(main_.size() + 1, 0);
    for (const Compared& other : compared_) {
      const std::size_t documents = other.wording->documents.size();
      std::size_t next = 0;
      bool follows = true;  // the token before is paired, or there is none
      for (std::size_t at = 0; at <= main_.size(); ++at) {
        const std::size_t pair = at < main_.size() ? other.pairs[at] : other.tokens.size();
        const bool is_paired = at == main_.size() || pair < other.tokens.size();
        if (at < main_.size() && is_paired) kept[at] += documents;
        if (is_paired && follows && pair > next && !only_marks(other, next, pair)) inserted[at] += documents;
        if (is_paired) next = pair + 1;
        follows = is_paired;
      }
    }
    stays_.resize(main_.size());
    is_inserted_.resize(main_.size() + 1);
    const std::size_t rare = all_ / (all_ < kMany ? 10 : 3);
    for (std::size_t at = 0; at < main_.size(); ++at)
      stays_[at] = kept[at] + rare >= all_ || main_[at].kind == text::Token::Kind::punctuation;
    for (std::size_t at = 0; at <= main_.size(); ++at) is_inserted_[at] = inserted[at] > rare;
  }

  static bool only_marks(const Compared& other, std::size_t begin, std::size_t end) {
    return std::all_of(other.tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                       other.tokens.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const text::Token& token) { return token.kind == text::Token::Kind::punctuation; });
  }

  // What each wording has between the tokens that stay around main_[begin, end).
  void add_slot(std::size_t begin, std::size_t end) {
    std::map<std::string, std::size_t> values;
    for (const Compared& other : compared_) {
      std::size_t from = 0;
      for (std::size_t at = begin; at-- > 0;)
        if (other.pairs[at] < other.tokens.size()) {
          from = other.pairs[at] + 1;
          break;
        }
      std::size_t to = other.tokens.size();
      for (std::size_t at = end; at < main_.size(); ++at)
        if (other.pairs[at] < other.tokens.size()) {
          to = other.pairs[at];
          break;
        }
      std::string value;
      if (from < to) {
        const std::size_t first = other.tokens[from].where.begin;
        value = other.wording->text.substr(first, other.tokens[to - 1].where.end - first);
      }
      values[value] += other.wording->documents.size();
    }
    std::vector<std::pair<std::string, std::size_t>> sorted(values.begin(), values.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    if (sorted.size() > kMostValues) sorted.resize(kMostValues);
    PhraseSlot slot;
    for (auto& [value, documents] : sorted) slot.values.push_back(value);
    family_.slots.push_back(std::move(slot));
    const bool is_between = end == begin;  // two words of the main wording
    const bool is_first = family_.pattern.empty();
    if (is_between && !is_first) family_.pattern += ' ';
    family_.pattern += '{';
    family_.pattern += std::to_string(family_.slots.size());
    family_.pattern += '}';
    if (is_between && is_first) family_.pattern += ' ';
  }

  PhraseFamily& family_;
  Tokens main_;
  std::vector<Compared> compared_;
  std::size_t all_ = 0;  // documents of all compared wordings
  std::vector<bool> stays_;
  std::vector<bool> is_inserted_;
};

}  // namespace

void set_pattern(PhraseFamily& family, const text::LanguageTag& language) {
  if (family.wordings.size() == 1) {
    family.pattern = family.wordings.front().text;
    return;
  }
  PatternBuilder(family, language).run();
}

}  // namespace oimtm::tm
