// Mining: suffix arrays, and the runs of words that recur.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <set>

#include "tests/support/generate.h"
#include "tm/phrases/forms.h"
#include "tm/phrases/repeats.h"
#include "tm/phrases/suffix_array.h"

namespace oimtm {

namespace {

using Numbers = std::vector<std::uint32_t>;
using Documents = std::vector<std::vector<std::string>>;  // segments of each

Numbers slow_suffix_array(const Numbers& sequence) {
  Numbers places(sequence.size());
  std::iota(places.begin(), places.end(), 0U);
  std::sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::lexicographical_compare(sequence.begin() + a, sequence.end(), sequence.begin() + b, sequence.end());
  });
  return places;
}

tm::Forms forms_of(const Documents& documents) {
  tm::Forms forms;
  for (std::uint32_t document = 0; document < documents.size(); ++document)
    for (const std::string& segment : documents[document])
      forms.add(text::tokenize(segment, text::LanguageTag("fr")), segment, document);
  forms.finish();
  return forms;
}

using Phrases = std::map<Numbers, std::uint32_t>;  // words, documents

Phrases found(const tm::Forms& forms, const tm::RepeatOptions& options) {
  Phrases phrases;
  for (const tm::Repeat& repeat : find_repeats(forms, options).repeats) {
    Numbers words;
    for (std::uint32_t at = 0; at < repeat.length; ++at) words.push_back(forms.word(repeat.place + at));
    CHECK(phrases.emplace(words, repeat.documents).second);  // none twice
  }
  return phrases;
}

// The slow twin: counts the documents of every run of words, of any length.
Phrases counted(const Documents& documents, const tm::Forms& forms, const tm::RepeatOptions& options) {
  std::map<Numbers, std::set<std::uint32_t>> runs;
  tm::Forms again;
  for (std::uint32_t document = 0; document < documents.size(); ++document)
    for (const std::string& segment : documents[document]) {
      const auto form = again.add(text::tokenize(segment, text::LanguageTag("fr")), segment, document);
      const auto words = again.words(form);
      for (std::size_t begin = 0; begin < words.size(); ++begin)
        for (std::size_t end = begin + 1; end <= words.size(); ++end)
          runs[Numbers(words.begin() + static_cast<std::ptrdiff_t>(begin),
                       words.begin() + static_cast<std::ptrdiff_t>(end))]
              .insert(document);
    }
  std::set<Numbers> parts;  // of a run with one word more, and as many documents
  for (const auto& [run, in] : runs) {
    if (run.size() < 2) continue;
    for (const Numbers& part : {Numbers(run.begin() + 1, run.end()), Numbers(run.begin(), run.end() - 1)})
      if (runs[part].size() == in.size()) parts.insert(part);
  }
  Phrases phrases;
  for (const auto& [run, in] : runs) {
    const auto counts = [&](tm::WordId word) { return forms.is_counted(word); };
    const auto tells = [&](tm::WordId word) { return forms.is_lexical(word); };
    if (in.size() >= options.min_documents && !parts.contains(run) &&
        std::count_if(run.begin(), run.end(), counts) >= static_cast<std::ptrdiff_t>(options.min_words) &&
        std::count_if(run.begin(), run.end(), tells) >= 2)
      phrases.emplace(run, static_cast<std::uint32_t>(in.size()));
  }
  return phrases;
}

}  // namespace

TEST_CASE("a suffix array is in order") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    test::Dice dice(seed);
    const std::size_t size = dice.below(60);
    const std::size_t alphabet = 1 + dice.below(6);
    Numbers sequence;
    for (std::size_t i = 0; i < size; ++i) sequence.push_back(static_cast<std::uint32_t>(dice.below(alphabet)));
    INFO("seed " << seed);
    const Numbers places = tm::suffix_array(sequence, static_cast<std::uint32_t>(alphabet));
    REQUIRE(places == slow_suffix_array(sequence));
    const Numbers shared = tm::common_prefixes(sequence, places);
    for (std::size_t row = 1; row < places.size(); ++row) {
      std::uint32_t common = 0;
      while (places[row] + common < size && places[row - 1] + common < size &&
             sequence[places[row] + common] == sequence[places[row - 1] + common])
        ++common;
      REQUIRE(shared[row] == common);
    }
  }
}

TEST_CASE("mining finds what counting every run of words finds") {
  for (std::uint32_t seed = 0; seed < 120; ++seed) {
    test::Dice dice(seed);
    const std::vector<std::string> words = {"les", "migrants", "de",      "l'OIM", "et",
                                            "175", "pays",     "a@b.org", "qui",   "d'un"};
    Documents documents(2 + dice.below(5));
    for (auto& segments : documents) {
      const std::size_t count = 1 + dice.below(4);
      for (std::size_t s = 0; s < count; ++s) {
        std::string segment;
        const std::size_t length = dice.below(14);
        for (std::size_t w = 0; w < length; ++w)
          segment += words[dice.below(2 + seed % 9)] + (dice.chance(6) ? ", " : " ");
        segments.push_back(segment);
      }
    }
    const tm::RepeatOptions options{2 + seed % 4, 2 + seed % 2};
    const tm::Forms forms = forms_of(documents);
    INFO("seed " << seed);
    REQUIRE(found(forms, options) == counted(documents, forms, options));
  }
}

TEST_CASE("each four words in 10,000 segments are in a repeat of as many documents") {
  test::Dice dice(7);
  const auto word = [&] { return "mot" + std::string(1 + dice.below(1 + dice.below(9)), 'a') + "x"; };
  std::vector<std::string> sentences;
  for (int i = 0; i < 3000; ++i) {
    std::string sentence;
    for (std::size_t length = 4 + dice.below(12); length > 0; --length)
      sentence += word() + std::string(1, static_cast<char>('b' + dice.below(12))) + " ";
    sentences.push_back(sentence);
  }
  Documents documents(500, std::vector<std::string>(20));
  for (auto& segments : documents)
    for (std::string& segment : segments) {
      segment = dice.pick(sentences);
      if (dice.chance(2)) segment += dice.pick(sentences);
    }
  const tm::Forms forms = forms_of(documents);
  constexpr std::size_t kWords = 4;
  std::map<Numbers, std::set<std::uint32_t>> counted;
  for (tm::FormId form = 0; form < forms.size(); ++form) {
    const auto words = forms.words(form);
    const auto in = forms.documents(form);
    for (std::size_t at = 0; at + kWords <= words.size(); ++at) {
      const auto four = words.subspan(at, kWords);
      counted[Numbers(four.begin(), four.end())].insert(in.begin(), in.end());
    }
  }
  std::map<Numbers, std::uint32_t> most;
  for (const auto& [words, in] : found(forms, {}))
    for (std::size_t at = 0; at + kWords <= words.size(); ++at) {
      std::uint32_t& best = most[Numbers(words.begin() + static_cast<std::ptrdiff_t>(at),
                                         words.begin() + static_cast<std::ptrdiff_t>(at + kWords))];
      best = std::max(best, in);
    }
  std::erase_if(counted, [](const auto& four) { return four.second.size() < 2; });
  REQUIRE(counted.size() > 10'000);
  std::size_t wrong = 0;
  for (const auto& [words, in] : counted) {
    const auto repeat = most.find(words);
    wrong += repeat == most.end() || repeat->second != in.size() ? 1U : 0U;
  }
  CHECK(wrong == 0);
  CHECK(most.size() == counted.size());
}

TEST_CASE("texts that repeat themselves are mined in linear time") {
  // Each would take minutes if any step compared texts word by word.
  std::string word = "la la la la la ";
  std::string text;
  for (int i = 0; i < 20000; ++i) text += word;
  SECTION("one document") { CHECK(found(forms_of({{text, text}}), {}).empty()); }
  SECTION("two documents, the same segment of 100,000 words") {
    CHECK(found(forms_of({{text}, {text}}), {}).size() == 1);
  }
  SECTION("two documents that differ at the end") {
    CHECK(found(forms_of({{text + "fin"}, {text + "suite"}}), {}).size() == 1);
  }
}

}  // namespace oimtm
