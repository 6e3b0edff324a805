// Translation units: the same text in one or more languages, with where it came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/document.h"
#include "text/language.h"
#include "text/segment.h"

namespace oimtm::text {

// Where in a document a variant stands. `position` counts the document's stored segments
// from 0; a variant made of several has the first one's.
struct Origin {
  std::string document;
  std::string block;
  BlockKind kind = BlockKind::body;
  std::size_t position = 0;

  friend bool operator==(const Origin&, const Origin&) = default;
};

// What stands beside a segment in its document. An empty string is the document's edge;
// nothing means that it is not known, which is no mismatch.
struct Context {
  std::optional<std::string> previous;
  std::optional<std::string> next;

  friend bool operator==(const Context&, const Context&) = default;
};

// What an exchange file says of a unit or a variant besides its text: names and values, in
// the file's order, names may repeat. "note" is a note, "prop:NAME" a property of TMX, and
// "tmx:NAME" an attribute of its element.
using Attributes = std::vector<std::pair<std::string, std::string>>;

// The attribute that says that a person has checked a unit, and who or when.
inline constexpr std::string_view kReviewed = "prop:reviewed";
// Its value for a pair whose sides do not belong together.
inline constexpr std::string_view kWrong = "wrong";

// One language's side of a unit.
struct Variant {
  LanguageTag language;
  Segment segment;
  std::optional<Origin> origin;
  Context context;
  Attributes attributes;

  friend bool operator==(const Variant&, const Variant&) = default;
};

// A value: no identity until it is stored. The first variant is the source. A unit with
// a single variant waits for its other side.
struct TranslationUnit {
  std::vector<Variant> variants;
  std::optional<double> confidence;  // that the variants say the same, 0 to 1, if aligned
  std::string date;                  // ISO 8601, UTC: last change, as its author says; may be empty
  Attributes attributes;

  friend bool operator==(const TranslationUnit&, const TranslationUnit&) = default;
};

// The variant in `language` or, failing that, in another variety of it; null if none.
const Variant* find_variant(const TranslationUnit& unit, const LanguageTag& language);

}  // namespace oimtm::text
