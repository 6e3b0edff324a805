#include "tm/score.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

#include "text/characters.h"

namespace oimtm::tm {

namespace {

using text::Token;

// Tokens that both texts begin with; they cost nothing and need no table.
std::size_t common_prefix(const Tokens& a, const Tokens& b) {
  const auto same = [](const Token& x, const Token& y) { return x.folded == y.folded; };
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end(), same).first - a.begin());
}

std::size_t distance(const Tokens& a, const Tokens& b) {
  const std::size_t skip = common_prefix(a, b);
  std::vector<std::size_t> row(b.size() - skip + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = skip; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i - skip + 1;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const std::size_t replace = diagonal + (a[i].folded == b[skip + j - 1].folded ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replace, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

int percent(std::size_t edits, std::size_t longer) {
  return longer == 0 ? 0 : static_cast<int>(100 * (longer - edits) / longer);
}

// Two marks may look alike and not fold alike: one may stand in a text of marks only.
bool are_equal(const Token& a, const Token& b) { return a.surface == b.surface && a.folded == b.folded; }

enum class Step : std::uint8_t { match, replace, insert, erase };

// The cheapest way from one text to the other, token by token: as few edits as possible,
// and among these ways one that pairs as many equal surfaces as possible.
class Path {
 public:
  Path(const Tokens& query, const Tokens& source) : query_(query), source_(source) {
    // Equal surfaces at both ends can always be paired; at the end first, so that a sentence
    // that was put before another is told as one.
    query_end_ = query.size();
    source_end_ = source.size();
    while (query_end_ > 0 && source_end_ > 0 && are_equal(query[query_end_ - 1], source[source_end_ - 1])) {
      --query_end_;
      --source_end_;
    }
    while (begin_ < std::min(query_end_, source_end_) && are_equal(query[begin_], source[begin_])) ++begin_;
    middle_ = find_middle();
  }

  std::vector<Step> steps() const {
    std::vector<Step> steps(begin_, Step::match);
    steps.insert(steps.end(), middle_.begin(), middle_.end());
    steps.insert(steps.end(), query_.size() - query_end_, Step::match);
    return steps;
  }
  std::size_t distance() const {
    if (is_coarse_) return tm::distance(query_, source_);
    return middle_.size() - static_cast<std::size_t>(std::count(middle_.begin(), middle_.end(), Step::match));
  }

 private:
  static constexpr std::uint64_t kEdit = std::uint64_t{1} << 32;
  // Above, the edits are told in one piece: a table of more is for no translator.
  static constexpr std::size_t kMostCells = 200'000'000;

  std::vector<Step> find_middle() {
    const std::size_t rows = query_end_ - begin_;
    const std::size_t columns = source_end_ - begin_;
    if (rows == 0) return std::vector<Step>(columns, Step::insert);
    if (columns == 0) return std::vector<Step>(rows, Step::erase);
    if (rows == columns && all_fold_alike()) return std::vector<Step>(rows, Step::match);
    is_coarse_ = rows > kMostCells / columns;
    if (is_coarse_) return in_one_piece(rows, columns);
    return fill_table(rows, columns);
  }

  bool all_fold_alike() const {
    return std::equal(query_.begin() + at(begin_), query_.begin() + at(query_end_), source_.begin() + at(begin_),
                      [](const Token& a, const Token& b) { return a.folded == b.folded; });
  }

  static std::vector<Step> in_one_piece(std::size_t rows, std::size_t columns) {
    std::vector<Step> steps(std::min(rows, columns), Step::replace);
    steps.resize(std::max(rows, columns), rows > columns ? Step::erase : Step::insert);
    return steps;
  }

  std::vector<Step> fill_table(std::size_t rows, std::size_t columns) const {
    std::vector<Step> table((rows + 1) * (columns + 1), Step::insert);
    std::vector<std::uint64_t> row(columns + 1);
    for (std::size_t j = 1; j <= columns; ++j) row[j] = j * kEdit;
    for (std::size_t i = 1; i <= rows; ++i) {
      const Token& token = query_[begin_ + i - 1];
      Step* const steps = &table[i * (columns + 1)];
      steps[0] = Step::erase;
      std::uint64_t diagonal = row[0];
      row[0] += kEdit;
      for (std::size_t j = 1; j <= columns; ++j) {
        const Token& other = source_[begin_ + j - 1];
        const bool same = token.folded == other.folded;
        const std::uint64_t pair = diagonal + (same ? (token.surface == other.surface ? 0 : 1) : kEdit);
        diagonal = row[j];
        const std::uint64_t one_side = std::min(row[j], row[j - 1]) + kEdit;
        steps[j] = pair <= one_side ? (same ? Step::match : Step::replace)
                                    : (row[j] <= row[j - 1] ? Step::erase : Step::insert);
        row[j] = std::min(pair, one_side);
      }
    }
    return trace(table, rows, columns);
  }

  static std::vector<Step> trace(const std::vector<Step>& table, std::size_t i, std::size_t j) {
    const std::size_t width = j + 1;
    std::vector<Step> path;
    while (i > 0 || j > 0) {
      const Step step = table[i * width + j];
      path.push_back(step);
      i -= step == Step::insert ? 0 : 1;
      j -= step == Step::erase ? 0 : 1;
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  static std::ptrdiff_t at(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

  const Tokens& query_;
  const Tokens& source_;
  std::size_t begin_ = 0;  // of the part between the equal ends
  std::size_t query_end_ = 0;
  std::size_t source_end_ = 0;
  std::vector<Step> middle_;
  bool is_coarse_ = false;
};

std::string_view of(const Token& token, std::string_view text) {
  return text.substr(token.where.begin, token.where.size());
}

std::string_view word_difference(std::string_view a, std::string_view b) {
  if (text::fold_case(a) == text::fold_case(b)) return "case";
  return text::fold_accents(a) == text::fold_accents(b) ? "accents" : "inflection";
}

// Why two tokens of the same class, of these texts, are not the same token; empty if they are.
std::string_view difference(const Token& a, std::string_view a_text, const Token& b, std::string_view b_text) {
  if (a.surface == b.surface) return {};
  switch (a.kind) {
    case Token::Kind::number: return "number";
    case Token::Kind::address: return "address";
    case Token::Kind::date: return "date";
    case Token::Kind::phone: return "phone";
    case Token::Kind::code: return "code";
    case Token::Kind::punctuation: return "punctuation";
    case Token::Kind::word: break;
  }
  return word_difference(of(a, a_text), of(b, b_text));
}

// Extends the last edit if this one follows it directly on both sides, else adds it. What
// lies between two tokens of an edit is white space. A placeable is an edit of its own.
class EditList {
 public:
  void add(text::ByteRange query, text::ByteRange source, bool follows, std::string_view placeable) {
    if (!follows || edits_.empty() || !placeable.empty() || !edits_.back().placeable.empty()) {
      edits_.push_back({query, source, placeable});
      return;
    }
    extend(edits_.back().query, query);
    extend(edits_.back().source, source);
  }
  std::vector<Edit> take() { return std::move(edits_); }

 private:
  static void extend(text::ByteRange& range, text::ByteRange by) {
    if (by.size() == 0) return;
    range = range.size() == 0 ? by : text::ByteRange{range.begin, by.end};
  }
  std::vector<Edit> edits_;
};

// In a text of which a third is new, a capital more or less is nothing to choose by.
constexpr int kStyleLeast = 69;
bool is_style(std::string_view difference) {
  return difference == "case" || difference == "accents" || difference == "inflection" || difference == "punctuation";
}

std::string_view placeable(Step step, std::string_view difference) {
  return step == Step::match && !is_style(difference) ? difference : std::string_view();
}

// Where something would have to be put into a text before its token `index`.
text::ByteRange gap_before(const Tokens& tokens, std::size_t index) {
  const std::size_t at = index > 0 ? tokens[index - 1].where.end : 0;
  return {at, at};
}

std::size_t tag_differences(const text::Segment& a, const text::Segment& b) {
  std::multiset<std::string> only;
  for (const text::InlineCode& code : a.codes) only.insert(code.markup);
  std::size_t missing = 0;
  for (const text::InlineCode& code : b.codes) {
    const auto found = only.find(code.markup);
    if (found == only.end())
      ++missing;
    else
      only.erase(found);
  }
  return std::max(missing, only.size());
}

struct Counted {
  std::string_view name;
  int count = 0;
};

}  // namespace

void Score::take(std::string_view name, int points, int least) {
  const int possible = std::min(points, std::max(net - least, 0));
  penalties.push_back({name, possible});
  net -= possible;
}

int similarity(const Tokens& a, const Tokens& b) { return percent(distance(a, b), std::max(a.size(), b.size())); }

Score score(const text::Segment& query, const Tokens& query_tokens, const text::Segment& source,
            const Tokens& source_tokens) {
  const Path path(query_tokens, source_tokens);
  Score result;
  EditList edits;
  Counted counted[] = {{"case"}, {"accents"}, {"inflection"}, {"number"},      {"address"},
                       {"date"}, {"phone"},   {"code"},       {"punctuation"}, {"tags"}};
  std::size_t i = 0;
  std::size_t j = 0;
  bool follows = false;
  for (const Step step : path.steps()) {
    const bool in_query = step != Step::insert;
    const bool in_source = step != Step::erase;
    const std::string_view why = step == Step::match
                                     ? difference(query_tokens[i], query.text, source_tokens[j], source.text)
                                     : std::string_view();
    for (Counted& penalty : counted) penalty.count += penalty.name == why ? 1 : 0;
    const bool differs = step != Step::match || !why.empty();
    if (differs)
      edits.add(in_query ? query_tokens[i].where : gap_before(query_tokens, i),
                in_source ? source_tokens[j].where : gap_before(source_tokens, j), follows, placeable(step, why));
    follows = differs;
    i += in_query ? 1 : 0;
    j += in_source ? 1 : 0;
  }
  result.edits = edits.take();
  result.raw = percent(path.distance(), std::max(query_tokens.size(), source_tokens.size()));
  if (query_tokens.empty() && query.text == source.text) result.raw = 100;
  result.net = result.raw;
  std::end(counted)[-1].count = static_cast<int>(tag_differences(query, source));
  for (const Counted& penalty : counted)
    if (penalty.count > 0) result.take(penalty.name, penalty.count, is_style(penalty.name) ? kStyleLeast : 0);
  if (result.net == 100 && query.text != source.text) result.take("typography", 0);
  return result;
}

}  // namespace oimtm::tm
