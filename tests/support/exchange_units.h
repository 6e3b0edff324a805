// Generated translation units: all that an exchange file can hold.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/generate.h"
#include "text/unit.h"

namespace oimtm::test {

// A segment's text with what makes trouble in files: markup, line ends, white space around.
inline std::string odd_text(Dice& dice) {
  static constexpr std::array<std::string_view, 14> kPieces = {
      "<b>", "</b>", "&amp;", "&", "\"", "'", "]]>", "\t", "\n", "\r\n", "\r", "<!-- -->", "\u0085\u2028", "\x7F"};
  std::string text = random_text(dice, 1 + dice.below(10));
  for (std::size_t pieces = dice.chance(3) ? 1 + dice.below(3) : 0; pieces > 0; --pieces) {
    std::size_t at = dice.below(text.size() + 1);
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    text.insert(at, dice.pick(kPieces));
  }
  if (dice.chance(8)) text.insert(0, " ");
  if (dice.chance(8)) text += "\n";
  return text;
}

// Codes as TMX has them: their markup is an element of it.
inline std::vector<text::InlineCode> random_codes(Dice& dice, const std::string& text) {
  using Kind = text::InlineCode::Kind;
  std::vector<text::InlineCode> codes;
  std::size_t at = 0;
  for (std::size_t pairs = dice.below(3), number = 1; pairs > 0; --pairs, ++number) {
    const auto step = [&] {
      at += dice.below(text.size() - at + 1);
      while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
      return at;
    };
    const std::string id = std::to_string(number);
    if (dice.chance(2)) {
      codes.push_back({Kind::stands_alone, step(), id, "<ph x=\"" + id + "\">&lt;br/&gt;</ph>"});
      continue;
    }
    codes.push_back({Kind::opens, step(), id, "<bpt i=\"" + id + "\">&lt;a href=\"x&amp;amp;y\"&gt;</bpt>"});
    codes.push_back({Kind::closes, step(), id, "<ept i=\"" + id + "\">&lt;/a&gt;</ept>"});
  }
  return codes;
}

inline text::Attributes random_attributes(Dice& dice) {
  text::Attributes attributes;
  if (dice.chance(3)) attributes.emplace_back("tmx:creationid", "Jean \"<X>\"\t& Co\n");
  if (dice.chance(3)) attributes.emplace_back("tmx:usagecount", std::to_string(dice.below(100)));
  if (dice.chance(3)) attributes.emplace_back("note", odd_text(dice));
  if (dice.chance(3)) attributes.emplace_back("prop:project", odd_text(dice));
  if (dice.chance(5)) attributes.emplace_back("note", "");
  return attributes;
}

inline text::Variant random_variant(Dice& dice, const text::LanguageTag& language) {
  text::Variant variant;
  variant.language = language;
  variant.segment.text = odd_text(dice);
  variant.segment.codes = random_codes(dice, variant.segment.text);
  for (std::size_t ranges = dice.below(3), at = 0; ranges > 0; --ranges) {
    const std::size_t begin = at + dice.below(50);
    at = begin + dice.below(50);
    variant.segment.ranges.push_back({begin, at});
  }
  if (dice.chance(2)) {
    const auto kind = static_cast<text::BlockKind>(dice.below(7));
    variant.origin = text::Origin{"folder/a b <é>.txt", dice.chance(3) ? "" : "L12b", kind, dice.below(500)};
  }
  if (dice.chance(2)) variant.context.previous = dice.chance(3) ? "" : odd_text(dice);
  if (dice.chance(2)) variant.context.next = dice.chance(3) ? "" : odd_text(dice);
  variant.attributes = random_attributes(dice);
  return variant;
}

inline text::TranslationUnit random_unit(Dice& dice) {
  static const std::array<text::LanguageTag, 5> kLanguages = {text::LanguageTag("en"), text::LanguageTag("fr"),
                                                              text::LanguageTag("fr-CA"), text::LanguageTag("zh-Hans"),
                                                              text::LanguageTag("ar")};
  text::TranslationUnit unit;
  for (std::size_t variants = 1 + dice.below(3); variants > 0; --variants)
    unit.variants.push_back(random_variant(dice, dice.pick(kLanguages)));
  if (dice.chance(2)) unit.confidence = static_cast<double>(dice.below(1001)) / 1000.0;
  if (dice.chance(2)) unit.date = "2026-01-31T23:59:59Z";
  unit.attributes = random_attributes(dice);
  return unit;
}

}  // namespace oimtm::test
