// Languages: their names, and finding out which one a text is written in.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace oimtm::text {

// A BCP 47 language tag in canonical form ("en_us", "EN-US" and "en-us" are "en-US";
// "iw" is "he"). Comparing two tags is comparing strings. Empty: language unknown.
class LanguageTag {
 public:
  LanguageTag() = default;

  // Throws UsageError if `tag` is not well-formed.
  explicit LanguageTag(std::string_view tag);

  // The tag, or nothing if it is not well-formed.
  static std::optional<LanguageTag> parse(std::string_view tag);

  const std::string& str() const { return tag_; }
  bool empty() const { return tag_.empty(); }

  // The language alone: "fr" of "fr-CH". It is the fallback of its variants.
  std::string_view base() const { return std::string_view(tag_).substr(0, tag_.find('-')); }

  // Whether the language (not the region) is one that ISO 639 knows.
  bool is_known() const;

  // The language's name as its English or French readers call it; the tag if unknown.
  std::string display_name(const LanguageTag& reader) const;

  friend auto operator<=>(const LanguageTag&, const LanguageTag&) = default;

 private:
  std::string tag_;
};

// Same language, whatever the region: "fr-CH" and "fr".
bool same_base(const LanguageTag& a, const LanguageTag& b);

// Whether a text in one may stand for one in the other without a look: they are the same, or
// one does not say which variety it is ("fr" and "fr-FR", not "fr-FR" and "fr-CA"), in the
// same script ("zh" and "zh-CN", not "zh" and "zh-TW").
bool is_same_or_general(const LanguageTag& a, const LanguageTag& b);

// The language that `text` (valid UTF-8) is most likely written in; empty if it is too
// short or too mixed to tell. Statistics of letter groups by CLD2.
LanguageTag recognize_language(std::string_view text);

}  // namespace oimtm::text
