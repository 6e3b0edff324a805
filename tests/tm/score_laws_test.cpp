// Laws of the score over generated texts, and its slow twin.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/units.h"
#include "text/placeables.h"
#include "tm/score.h"

namespace oimtm {

namespace {

constexpr int kPairs = 3000;

const std::vector<text::LanguageTag> kLanguages = {text::LanguageTag("en"), text::LanguageTag("fr"),
                                                   text::LanguageTag("ja"), text::LanguageTag("und")};

// Levenshtein's distance as it is defined, a cell at a time.
std::size_t slow_distance(const tm::Tokens& a, const tm::Tokens& b) {
  std::vector<std::vector<std::size_t>> cells(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cells[i][j] = i + j;
        continue;
      }
      const std::size_t replace = cells[i - 1][j - 1] + (a[i - 1].folded == b[j - 1].folded ? 0 : 1);
      cells[i][j] = std::min({replace, cells[i - 1][j] + 1, cells[i][j - 1] + 1});
    }
  }
  return cells[a.size()][b.size()];
}

int slow_similarity(const tm::Tokens& a, const tm::Tokens& b) {
  const std::size_t longer = std::max(a.size(), b.size());
  return longer == 0 ? 0 : static_cast<int>(100 * (longer - slow_distance(a, b)) / longer);
}

// A text that shares much with `text`: words left out, doubled, in capitals, or others.
std::string changed(test::Dice& dice, const std::string& text) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    std::string word = text.substr(begin, end - begin);
    begin = end + 1;
    switch (dice.below(12)) {
      case 0: continue;
      case 1: word += " " + word; break;
      case 2: word = test::random_text(dice, 2); break;
      case 3:
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        break;
      case 4: word += "s"; break;
      default: break;
    }
    result += (result.empty() ? "" : " ") + word;
  }
  return result;
}

// A query and a source, each with its tokens.
struct Pair {
  text::Segment query;
  text::Segment source;
  tm::Tokens query_tokens;
  tm::Tokens source_tokens;

  tm::Score score() const { return tm::score(query, query_tokens, source, source_tokens); }
};

Pair random_pair(test::Dice& dice) {
  Pair pair;
  pair.source = test::random_segment(dice, dice.below(15));
  pair.query = pair.source;
  if (dice.chance(4))
    pair.query = test::random_segment(dice, dice.below(15));
  else if (!dice.chance(4))
    pair.query = {changed(dice, pair.source.text), {}, {}};
  const text::LanguageTag& language = dice.pick(kLanguages);
  pair.query_tokens = text::match_tokens(pair.query.text, language);
  pair.source_tokens = text::match_tokens(pair.source.text, language);
  return pair;
}

// Calls `visit` for many pairs of texts; the same in every run.
template <class Visit>
void for_each_pair(const Visit& visit) {
  test::Dice dice(20261122);
  for (int i = 0; i < kPairs; ++i) {
    const Pair pair = random_pair(dice);
    CAPTURE(i, pair.query.text, pair.source.text);
    visit(pair);
  }
}

std::vector<std::uint64_t> surfaces(const tm::Tokens& tokens) {
  std::vector<std::uint64_t> list;
  for (const text::Token& token : tokens) list.push_back(token.surface);
  return list;
}

// The source's tokens with each edit's stretch replaced by the query's.
std::vector<std::uint64_t> apply(const std::vector<tm::Edit>& edits, const tm::Tokens& query,
                                 const tm::Tokens& source) {
  std::vector<std::uint64_t> result;
  std::size_t done = 0;
  const auto copy_until = [&](std::size_t byte) {
    for (; done < source.size() && source[done].where.end <= byte; ++done) result.push_back(source[done].surface);
  };
  for (const tm::Edit& edit : edits) {
    copy_until(edit.source.begin);
    while (done < source.size() && source[done].where.end <= edit.source.end) ++done;
    for (const text::Token& token : query)
      if (token.where.begin >= edit.query.begin && token.where.end <= edit.query.end) result.push_back(token.surface);
  }
  copy_until(std::string::npos);
  return result;
}

}  // namespace

TEST_CASE("likeness is a symmetric percentage, and the same as its definition gives") {
  for_each_pair([](const Pair& pair) {
    const int likeness = tm::similarity(pair.query_tokens, pair.source_tokens);
    CHECK(likeness == slow_similarity(pair.query_tokens, pair.source_tokens));
    CHECK(likeness == tm::similarity(pair.source_tokens, pair.query_tokens));
    CHECK((likeness >= 0 && likeness <= 100));
  });
}

TEST_CASE("raw is the likeness, and raw without the points is net") {
  for_each_pair([](const Pair& pair) {
    const tm::Score score = pair.score();
    if (pair.query_tokens.empty())
      CHECK(score.raw == (pair.query.text == pair.source.text ? 100 : 0));
    else
      CHECK(score.raw == slow_similarity(pair.query_tokens, pair.source_tokens));
    int left = score.raw;
    for (const tm::Penalty& penalty : score.penalties) {
      CHECK(penalty.points >= 0);
      left -= penalty.points;
    }
    CHECK(score.net == left);
    CHECK(score.net >= 0);
  });
}

TEST_CASE("100 is the same text up to typography, and the same codes") {
  int equal = 0;
  for_each_pair([&](const Pair& pair) {
    const tm::Score score = pair.score();
    const bool same_text = pair.query_tokens.empty() ? pair.query.text == pair.source.text
                                                     : surfaces(pair.query_tokens) == surfaces(pair.source_tokens);
    const auto markup = [](const text::Segment& segment) {
      std::vector<std::string> list;
      list.reserve(segment.codes.size());
      for (const text::InlineCode& code : segment.codes) list.push_back(code.markup);
      std::sort(list.begin(), list.end());
      return list;
    };
    CHECK((score.net == 100) == (same_text && markup(pair.query) == markup(pair.source)));
    CHECK(score.edits.empty() == (surfaces(pair.query_tokens) == surfaces(pair.source_tokens)));
    equal += score.net == 100 ? 1 : 0;
  });
  CHECK(equal > kPairs / 10);  // else the law was not tried
}

TEST_CASE("the edits, applied to the source, give the query") {
  for_each_pair([](const Pair& pair) {
    const tm::Score score = pair.score();
    CHECK(apply(score.edits, pair.query_tokens, pair.source_tokens) == surfaces(pair.query_tokens));
    std::size_t query_at = 0;
    std::size_t source_at = 0;
    for (const tm::Edit& edit : score.edits) {
      CHECK((edit.query.begin >= query_at && edit.query.end >= edit.query.begin));
      CHECK((edit.source.begin >= source_at && edit.source.end >= edit.source.begin));
      CHECK(edit.query.size() + edit.source.size() > 0);
      query_at = edit.query.end;
      source_at = edit.source.end;
    }
  });
}

}  // namespace oimtm
