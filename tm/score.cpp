#include "tm/score.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

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

// A cheapest way from one text to the other, token by token.
class Path {
 public:
  enum class Step : std::uint8_t { match, replace, insert, erase };

  Path(const Tokens& query, const Tokens& source) : columns_(source.size() + 1) {
    std::vector<std::uint32_t> row(columns_);
    steps_.resize((query.size() + 1) * columns_);
    for (std::size_t j = 1; j < columns_; ++j) {
      row[j] = static_cast<std::uint32_t>(j);
      steps_[j] = Step::insert;
    }
    for (std::size_t i = 1; i <= query.size(); ++i) {
      std::uint32_t diagonal = row[0]++;
      steps_[i * columns_] = Step::erase;
      for (std::size_t j = 1; j < columns_; ++j) {
        const bool same = query[i - 1].folded == source[j - 1].folded;
        const std::uint32_t replace = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        const std::uint32_t best = std::min({replace, row[j] + 1, row[j - 1] + 1});
        const Step other = best == row[j] + 1 ? Step::erase : Step::insert;
        row[j] = best;
        steps_[i * columns_ + j] = best != replace ? other : same ? Step::match : Step::replace;
      }
    }
    distance_ = row.back();
    trace(query.size(), source.size());
  }

  const std::vector<Step>& steps() const { return path_; }
  std::size_t distance() const { return distance_; }

 private:
  void trace(std::size_t i, std::size_t j) {
    while (i > 0 || j > 0) {
      const Step step = steps_[i * columns_ + j];
      path_.push_back(step);
      i -= step == Step::insert ? 0 : 1;
      j -= step == Step::erase ? 0 : 1;
    }
    std::reverse(path_.begin(), path_.end());
  }

  std::size_t columns_;
  std::size_t distance_ = 0;
  std::vector<Step> steps_;
  std::vector<Step> path_;
};

// Why two tokens of the same class are not the same token; empty if they are.
std::string_view difference(const Token& a, const Token& b) {
  if (a.surface == b.surface) return {};
  if (a.kind == Token::Kind::number) return "number";
  if (a.kind == Token::Kind::address) return "address";
  return a.plain == b.plain ? "case" : "inflection";
}

// Extends the last edit if this one follows it directly on both sides, else adds it. What
// lies between two tokens of an edit is white space.
class EditList {
 public:
  void add(text::ByteRange query, text::ByteRange source, bool follows) {
    if (!follows || edits_.empty()) {
      edits_.push_back({query, source});
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
  int each;
  int count = 0;
};

}  // namespace

void Score::take(std::string_view name, int points) {
  const int possible = std::min(points, net);
  penalties.push_back({name, possible});
  net -= possible;
}

int similarity(const Tokens& a, const Tokens& b) { return percent(distance(a, b), std::max(a.size(), b.size())); }

Score score(const text::Segment& query, const Tokens& query_tokens, const text::Segment& source,
            const Tokens& source_tokens) {
  const Path path(query_tokens, source_tokens);
  Score result;
  EditList edits;
  Counted counted[] = {{"case", 1}, {"inflection", 1}, {"number", 1}, {"address", 1}, {"tags", 1}};
  std::size_t i = 0;
  std::size_t j = 0;
  bool follows = false;
  for (const Path::Step step : path.steps()) {
    const bool in_query = step != Path::Step::insert;
    const bool in_source = step != Path::Step::erase;
    const std::string_view why =
        step == Path::Step::match ? difference(query_tokens[i], source_tokens[j]) : std::string_view();
    for (Counted& penalty : counted) penalty.count += penalty.name == why ? 1 : 0;
    const bool differs = step != Path::Step::match || !why.empty();
    if (differs)
      edits.add(in_query ? query_tokens[i].where : gap_before(query_tokens, i),
                in_source ? source_tokens[j].where : gap_before(source_tokens, j), follows);
    follows = differs;
    i += in_query ? 1 : 0;
    j += in_source ? 1 : 0;
  }
  result.edits = edits.take();
  result.raw = percent(path.distance(), std::max(query_tokens.size(), source_tokens.size()));
  if (query_tokens.empty() && query.text == source.text) result.raw = 100;
  result.net = result.raw;
  counted[4].count = static_cast<int>(tag_differences(query, source));
  for (const Counted& penalty : counted)
    if (penalty.count > 0) result.take(penalty.name, penalty.each * penalty.count);
  if (result.net == 100 && query.text != source.text) result.take("typography", 0);
  return result;
}

}  // namespace oimtm::tm
