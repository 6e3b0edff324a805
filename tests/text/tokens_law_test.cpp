// What holds for the tokens of any text.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/files.h"
#include "tests/support/paths.h"
#include "tests/text/odd_text.h"
#include "text/characters.h"
#include "text/tokens.h"

namespace {

using namespace oimtm;
using text::LanguageTag;
using text::Token;

const LanguageTag kFrench("fr");

std::uint64_t hash_of(std::string_view text) { return exact_hash(text::tokenize(text, kFrench)); }

// Words as in releases, or characters that are hard.
std::string any_text(test::Dice& dice) {
  return dice.chance(2) ? test::random_text(dice, dice.below(12)) : test::random_characters(dice, dice.below(12));
}

// Texts without addresses, in which typography does count.
std::string text_without_addresses(test::Dice& dice) {
  for (;;) {
    const std::string text = test::random_text(dice, 1 + dice.below(15));
    if (text.find('@') == std::string::npos && text.find("//") == std::string::npos) return text;
  }
}

const std::vector<std::pair<std::string_view, std::string_view>> kTypography = {
    {"'", "’"},     {"’", "'"},       {"«", "\""},      {"»", "”"},       {"“", "„"},       {"”", "\""},
    {"…", "..."},   {"...", "…"},     {"œ", "oe"},      {"fi", "ﬁ"},      {"é", "e\u0301"}, {"e\u0301", "é"},
    {"–", "-"},     {"–", "—"},       {" ", "\u00A0"},  {" ", "\u202F"},  {"\u00A0", " "},  {"gr", "g\u00ADr"},
    {"\u00AD", ""}, {"a", "a\u200B"}, {"и", "\u2060и"}, {"م", "م\u200D"}, {"!", "\u00A0!"}, {"; ", ";"},
};

// The same text as somebody else would type it.
std::string retyped(test::Dice& dice, const std::string& text) {
  std::string typed = dice.chance(3) ? "\uFEFF" : "";
  for (std::size_t at = 0; at < text.size();) {
    const auto& [from, to] = dice.pick(kTypography);
    const bool fits = text.compare(at, from.size(), from) == 0;
    typed += fits ? to : std::string_view(text).substr(at, 1);
    at += fits ? from.size() : 1;
  }
  return typed;
}

bool is_only_punctuation(const std::vector<Token>& tokens) {
  return std::all_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.kind == Token::Kind::punctuation; });
}

}  // namespace

TEST_CASE("tokens lie in order, apart, and cover every visible character") {
  test::Dice dice(11);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = any_text(dice);
    CAPTURE(text);
    std::size_t at = 0;
    const auto check_gap = [&](std::size_t end) {
      while (at < end) {
        const char32_t c = text::next_character(text, at);
        if (!text::is_space(c) && !text::is_invisible(c)) FAIL("a character is in no token");
      }
      if (at != end) FAIL("a token begins inside a character, or before the end of the last");
    };
    for (const Token& token : text::tokenize(text, LanguageTag(dice.chance(2) ? "fr" : "ja"))) {
      check_gap(token.where.begin);
      if (token.where.size() == 0) FAIL("an empty token");
      at = token.where.end;
    }
    check_gap(text.size());
  }
}

TEST_CASE("a word is the same with its accents and without, folded") {
  std::size_t accented = 0;
  for (const char* file : {"canada-reinstallation-refugies-syriens", "ukraine-reponse-a-la-crise"}) {
    const std::string text = test::read_file(test::corpora(std::string("releases/fr/") + file + ".txt"));
    REQUIRE_FALSE(text.empty());
    for (const Token& token : text::tokenize(text, kFrench)) {
      if (token.kind != Token::Kind::word) continue;
      const std::string word = text.substr(token.where.begin, token.where.size());
      CAPTURE(word);
      const std::string bare = text::fold_accents(word);
      accented += bare == text::fold_case(word) ? 0 : 1;
      for (const char* language : {"fr", "es", "pt", "it", "ca", "ro", "en"}) {
        CAPTURE(language);
        const auto tokens = text::tokenize(word, LanguageTag(language));
        const auto bare_tokens = text::tokenize(bare, LanguageTag(language));
        REQUIRE(tokens.size() == bare_tokens.size());
        for (std::size_t i = 0; i < tokens.size(); ++i) CHECK(tokens[i].folded == bare_tokens[i].folded);
      }
    }
  }
  CHECK(accented > 100);
}

TEST_CASE("every token has something to see") {
  test::Dice dice(12);
  for (int round = 0; round < 10000; ++round) {
    const std::string text = any_text(dice);
    CAPTURE(text);
    for (const Token& token : text::tokenize(text, kFrench)) {
      const std::string_view shown = std::string_view(text).substr(token.where.begin, token.where.size());
      if (text::fold_typography(shown).empty()) FAIL("nothing to see");
    }
  }
}

TEST_CASE("the tokens of two lines are those of the first and those of the second") {
  test::Dice dice(13);
  for (int round = 0; round < 10000; ++round) {
    const std::string first = any_text(dice);
    const std::string second = any_text(dice);
    CAPTURE(first, second);
    std::vector<Token> expected = text::tokenize(first, kFrench);
    const std::vector<Token> more = text::tokenize(second, kFrench);
    if (is_only_punctuation(expected) || is_only_punctuation(more)) continue;  // with others it is less
    for (Token token : more) {
      token.where.begin += first.size() + 1;
      token.where.end += first.size() + 1;
      expected.push_back(token);
    }
    if (text::tokenize(first + "\n" + second, kFrench) != expected) FAIL("differs");
  }
}

TEST_CASE("tokens that are equal in a strict form are equal in the lenient ones") {
  test::Dice dice(14);
  std::map<std::pair<Token::Kind, std::uint64_t>, std::uint64_t> plain_of;
  std::map<std::pair<Token::Kind, std::uint64_t>, std::uint64_t> folded_of;
  for (int round = 0; round < 10000; ++round) {
    const std::string text = any_text(dice);
    CAPTURE(text);
    const std::vector<Token> tokens = text::tokenize(text, kFrench);
    for (const Token& token : tokens) {
      if (plain_of.try_emplace({token.kind, token.surface}, token.plain).first->second != token.plain) FAIL("plain");
      if (is_only_punctuation(tokens)) continue;  // where each mark is its own
      if (folded_of.try_emplace({token.kind, token.plain}, token.folded).first->second != token.folded) FAIL("folded");
    }
  }
  CHECK(plain_of.size() > folded_of.size());
}

TEST_CASE("a text that is typed by another hand has the same hash") {
  test::Dice dice(15);
  std::size_t changed = 0;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = text_without_addresses(dice);
    const std::string typed = retyped(dice, text);
    CAPTURE(text, typed);
    changed += typed != text ? 1 : 0;
    if (hash_of(text) != hash_of(typed)) FAIL("differs");
  }
  CHECK(changed > 10000);
}

TEST_CASE("a text without one of its tokens has another hash") {
  test::Dice dice(16);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = test::random_text(dice, 1 + dice.below(12));
    for (const Token& token : text::tokenize(text, kFrench)) {
      std::string less = text;
      less.erase(token.where.begin, token.where.size());
      CAPTURE(text, less);
      if (hash_of(text) == hash_of(less)) FAIL("the same");
    }
  }
}

TEST_CASE("texts are taken apart the same way in several threads at once") {
  test::Dice dice(17);
  const std::string text = test::random_text(dice, 3000) + "国際移住機関が支援する。";
  const std::vector<Token> expected = text::tokenize(text, kFrench);
  std::vector<std::vector<Token>> found(4);
  std::vector<std::thread> threads;
  threads.reserve(found.size());
  for (auto& tokens : found) threads.emplace_back([&] { tokens = text::tokenize(text, kFrench); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& tokens : found) CHECK(tokens == expected);
}
