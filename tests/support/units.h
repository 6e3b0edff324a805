// Units and documents for tests, in few words.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/generate.h"
#include "text/document.h"
#include "text/hash.h"
#include "text/unit.h"

namespace oimtm::test {

using LanguageText = std::pair<std::string_view, std::string>;

// A unit of texts alone: unit({{"en", "Save"}, {"fr", "Enregistrer"}}).
inline text::TranslationUnit unit(std::initializer_list<LanguageText> texts) {
  text::TranslationUnit result;
  for (const auto& [language, text] : texts)
    result.variants.push_back({text::LanguageTag(language), {text, {}, {}}, {}, {}, {}});
  return result;
}

// A document as it is read from a file: the same texts in the same language are the same
// bytes. Each segment has the range that it would have with a line for each.
inline text::SegmentedDocument document(const std::string& name, std::string_view language,
                                        const std::vector<std::string>& texts) {
  text::SegmentedDocument result{name, text::LanguageTag(language), 0, {}};
  std::string bytes;
  for (const std::string& text : texts) {
    const text::ByteRange range{bytes.size(), bytes.size() + text.size()};
    result.segments.push_back(
        {{text, {}, {range}}, text::BlockKind::body, "b" + std::to_string(result.segments.size()), {}});
    bytes += text + '\n';
  }
  result.content_hash = text::hash64(bytes);
  return result;
}

// A text with inline codes at random places.
inline text::Segment random_segment(Dice& dice, std::size_t words) {
  text::Segment segment{random_text(dice, words), {}, {}};
  const std::size_t count = dice.chance(3) ? 1 + dice.below(3) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto kind = static_cast<text::InlineCode::Kind>(dice.below(3));
    const std::size_t least = segment.codes.empty() ? 0 : segment.codes.back().offset;
    segment.codes.push_back({kind, least + dice.below(segment.text.size() + 1 - least), std::to_string(dice.below(9)),
                             dice.chance(2) ? "<b>" : "<x id=\"1,2:3\"/>"});
  }
  return segment;
}

}  // namespace oimtm::test
