// Look-ups against a slow obvious twin: every variant of every unit is scored, one by one.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "tests/support/files.h"
#include "tests/support/units.h"
#include "tests/tm/memories.h"
#include "text/characters.h"
#include "text/placeables.h"
#include "tm/memory.h"

namespace oimtm {

namespace {

using Units = std::vector<text::TranslationUnit>;

const std::vector<std::string> kLanguages = {"en", "en-GB", "fr", "fr-CH", "de"};
const std::vector<std::string> kAsked = {"", "", "", "", "en", "fr", "fr-CH", "en-US", "it"};
const std::vector<std::string> kNeighbours = {"", "Before.", "L’OIM", "L'OIM", "After."};

// All that tells two matches apart, in the order of their rank.
struct Found {
  int net = 0;
  bool has_target = false;
  int characters = 0;
  int raw = 0;
  std::string date;
  tm::UnitId id = 0;
  std::size_t source = 0;
  std::size_t target = 0;
  bool reverse = false;
  std::size_t others = 0;
  std::vector<tm::Penalty> penalties;

  bool operator==(const Found&) const = default;
  bool is_before(const Found& other) const {
    const auto key = [](const Found& f) { return std::tuple(f.net, f.has_target, f.characters, f.raw, f.date, f.id); };
    return key(*this) == key(other) ? source < other.source : key(*this) > key(other);
  }
};

bool is_wanted(const text::LanguageTag& language, const text::LanguageTag& asked, bool strict) {
  if (asked.empty() || language == asked) return true;
  return !strict && language.base() == asked.base();
}

std::optional<std::size_t> target_of(const text::TranslationUnit& unit, std::size_t source, const tm::Query& query,
                                     bool strict) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < unit.variants.size(); ++i) {
    const text::LanguageTag& language = unit.variants[i].language;
    const bool translates = language.base() != unit.variants[source].language.base();
    if (translates && is_wanted(language, query.target, strict)) candidates.push_back(i);
  }
  for (const std::size_t i : candidates)
    if (unit.variants[i].language == query.target) return i;
  return candidates.empty() ? std::nullopt : std::optional(candidates.front());
}

bool is_same_neighbour(const std::optional<std::string>& asked, const std::optional<std::string>& stored) {
  const text::LanguageTag any("en");
  return asked && stored &&
         text::exact_hash(text::match_tokens(*asked, any)) == text::exact_hash(text::tokenize(*stored, any));
}

// The points of docs/matching.md, in its order.
void take_points(tm::Score& score, const tm::Query& query, const tm::LookupOptions& options,
                 const text::TranslationUnit& unit, std::size_t source, std::optional<std::size_t> target) {
  if (unit.confidence && *unit.confidence < 0.9)
    score.take("alignment", static_cast<int>((9000 - std::lround(*unit.confidence * 10000) + 999) / 1000));
  const bool other_source = !query.source.empty() && unit.variants[source].language != query.source;
  const bool other_target = !query.target.empty() && target && unit.variants[*target].language != query.target;
  if (other_source || other_target) score.take("variety", 1);
  if (options.penalty > 0) score.take("memory", options.penalty);
  if (score.net != 100) return;
  const text::Context& stored = unit.variants[source].context;
  const int same = (is_same_neighbour(query.context.previous, stored.previous) ? 1 : 0) +
                   (is_same_neighbour(query.context.next, stored.next) ? 1 : 0);
  if (same > 0) score.take("context", -same);
}

std::u32string code_points(const std::string& text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points += text::next_character(text, at);
  return points;
}

int characters(const std::string& query, const std::string& source) {
  const std::u32string a = code_points(query);
  const std::u32string b = code_points(source);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replace, row[j] + 1, row[j - 1] + 1}));
    }
  }
  const std::size_t longer = std::max(a.size(), b.size());
  return longer == 0 ? 1000 : static_cast<int>(1000 * (longer - row.back()) / longer);
}

std::vector<Found> slow_lookup(const tm::Memory& memory, const tm::Query& query, const tm::LookupOptions& options) {
  std::map<std::pair<std::string, std::string>, std::vector<Found>> by_texts;
  memory.for_each([&](const tm::StoredUnit& stored) {
    for (std::size_t i = 0; i < stored.unit.variants.size(); ++i) {
      const text::Variant& variant = stored.unit.variants[i];
      if (!is_wanted(variant.language, query.source, options.strict)) continue;
      const auto target = target_of(stored.unit, i, query, options.strict);
      if (!target && !query.target.empty()) continue;
      tm::Score score = tm::score(query.segment, text::match_tokens(query.segment.text, variant.language),
                                  variant.segment, text::match_tokens(variant.segment.text, variant.language));
      take_points(score, query, options, stored.unit, i, target);
      if (score.net < options.min_score) continue;
      const int likeness = characters(query.segment.text, variant.segment.text);
      const std::string translation = target ? stored.unit.variants[*target].segment.text : "";
      by_texts[{variant.segment.text, translation}].push_back({score.net, target.has_value(), likeness, score.raw,
                                                               stored.unit.date, stored.id, i, target.value_or(0),
                                                               i != 0, 0, score.penalties});
    }
  });
  std::vector<Found> found;
  for (auto& [texts, same] : by_texts) {
    std::set<tm::UnitId> units;
    for (const Found& one : same) units.insert(one.id);
    found.push_back(*std::min_element(same.begin(), same.end(), [](auto& a, auto& b) { return a.is_before(b); }));
    found.back().others = units.size() - 1;
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.is_before(b); });
  found.resize(std::min(found.size(), options.limit));
  return found;
}

std::vector<Found> fast_lookup(const tm::Memory& memory, const tm::Query& query, const tm::LookupOptions& options) {
  std::vector<Found> found;
  for (const tm::Match& m : memory.lookup(query, options))
    found.push_back({m.score.net, m.target.has_value(), m.score.characters, m.score.raw, m.stored.unit.date,
                     m.stored.id, m.source, m.target.value_or(0), m.reverse, m.others, m.score.penalties});
  return found;
}

// Texts of few words, so that many are alike.
text::Segment few_words(test::Dice& dice) {
  static const std::vector<std::string> kWords = {"Save",    "save",  "file", "files", "l'OIM", "L’OIM", "175",
                                                  "174 000", "Paris", "?",    "—",     "-",     "a@b.ch"};
  text::Segment segment;
  for (std::size_t i = dice.below(6); i > 0; --i)
    segment.text += (segment.text.empty() ? "" : dice.chance(9) ? "\u00A0" : " ") + dice.pick(kWords);
  if (dice.chance(8)) segment.codes.push_back({text::InlineCode::Kind::stands_alone, 0, "1", "<br/>"});
  return segment;
}

text::Context some_context(test::Dice& dice) {
  text::Context context;
  if (!dice.chance(3)) context.previous = dice.pick(kNeighbours);
  if (!dice.chance(3)) context.next = dice.pick(kNeighbours);
  return context;
}

text::TranslationUnit some_unit(test::Dice& dice) {
  text::TranslationUnit unit;
  for (std::size_t i = 0; i < 1 + dice.below(3); ++i) {
    text::Variant variant{text::LanguageTag(dice.pick(kLanguages)), few_words(dice), {}, some_context(dice), {}};
    if (!unit.variants.empty() && dice.chance(4)) variant.segment = unit.variants.front().segment;
    const auto same = [&](const text::Variant& other) { return other.language == variant.language; };
    if (std::none_of(unit.variants.begin(), unit.variants.end(), same)) unit.variants.push_back(variant);
  }
  if (dice.chance(2)) unit.confidence = static_cast<double>(dice.below(10001)) / 10000;
  if (dice.chance(3)) unit.date = dice.chance(2) ? "2020" : "2021";
  return unit;
}

tm::Query some_query(test::Dice& dice, const Units& units) {
  const auto tag = [&](const std::string& name) {
    return name.empty() ? text::LanguageTag() : text::LanguageTag(name);
  };
  text::Segment segment = few_words(dice);
  if (!units.empty() && !dice.chance(3)) segment = dice.pick(units).variants.back().segment;
  return {segment, tag(dice.pick(kAsked)), tag(dice.pick(kAsked)), some_context(dice)};
}

tm::LookupOptions some_options(test::Dice& dice) {
  tm::LookupOptions options;
  options.min_score = dice.pick(std::vector{1, 20, 40, 50, 70, 100, 101, 102});
  options.limit = dice.pick(std::vector<std::size_t>{1, 5, 1000});
  options.strict = dice.chance(4);
  options.penalty = dice.pick(std::vector{0, 0, 1, 40});
  return options;
}

}  // namespace

TEST_CASE("a look-up finds what scoring every unit finds, in the same order") {
  test::Dice dice(9);
  std::size_t matches = 0;
  for (int round = 0; round < 16; ++round) {
    test::TemporaryFolder folder;
    tm::Memory memory = test::writable(folder);
    Units units;
    for (std::size_t i = dice.below(150); i > 0; --i) units.push_back(some_unit(dice));
    memory.add(units, {});
    for (int i = 0; i < 40; ++i) {
      const tm::Query query = some_query(dice, units);
      const tm::LookupOptions options = some_options(dice);
      CAPTURE(round, i, query.segment.text, query.source.str(), query.target.str(), options.min_score, options.limit);
      const auto found = fast_lookup(memory, query, options);
      CHECK((found == slow_lookup(memory, query, options)));
      matches += found.size();
    }
  }
  CHECK(matches > 800);  // else nothing was tried
}

}  // namespace oimtm
