#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <limits>

#include "text/error.h"

namespace oimtm::text {

namespace {

std::string likely_script(const LanguageTag& language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(language.str(), status);
  locale.addLikelySubtags(status);
  return U_FAILURE(status) ? std::string() : locale.getScript();
}

}  // namespace

std::optional<LanguageTag> LanguageTag::parse(std::string_view tag) {
  std::string name(tag);
  std::replace(name.begin(), name.end(), '_', '-');
  char locale_id[ULOC_FULLNAME_CAPACITY];
  std::int32_t parsed = 0;
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(name.c_str(), locale_id, sizeof locale_id, &parsed, &status);
  const bool whole = static_cast<std::size_t>(parsed) == name.size();
  if (name.empty() || U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING || !whole) return std::nullopt;
  icu::Locale locale(locale_id);
  locale.canonicalize(status);
  LanguageTag result;
  result.tag_ = locale.toLanguageTag<std::string>(status);
  if (U_FAILURE(status)) return std::nullopt;
  return result;
}

LanguageTag::LanguageTag(std::string_view tag) {
  auto parsed = parse(tag);
  if (!parsed)
    throw UsageError(msg("{1} is not a language tag", tag), {},
                     msg("write it as BCP 47 says: fr, en, en-US, pt-BR, zh-Hans"));
  tag_ = std::move(parsed->tag_);
}

bool LanguageTag::is_known() const {
  const std::string language(base());
  return !language.empty() && *uloc_getISO3Language(language.c_str()) != '\0';
}

std::string LanguageTag::display_name(const LanguageTag& reader) const {
  icu::UnicodeString name;
  icu::Locale(tag_.c_str()).getDisplayName(icu::Locale(reader.str().c_str()), name);
  std::string utf8;
  return name.toUTF8String(utf8);
}

bool same_base(const LanguageTag& a, const LanguageTag& b) { return a.base() == b.base(); }

bool is_same_or_general(const LanguageTag& a, const LanguageTag& b) {
  if (a == b) return true;
  const bool is_one_general = a.base() == a.str() || b.base() == b.str();
  return same_base(a, b) && is_one_general && likely_script(a) == likely_script(b);
}

LanguageTag recognize_language(std::string_view text) {
  // The first part of a long text says as much as the whole of it.
  constexpr std::size_t kEnough = 64 * 1024;
  if (text.size() > kEnough) {
    std::size_t cut = kEnough;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text = text.substr(0, cut);
  }
  // Not CLD2::DetectLanguage: what that cannot tell it calls English.
  const bool plain_text = true;
  bool reliable = false;
  int letters = 0;
  int percents[3] = {};
  CLD2::Language languages[3] = {};
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), plain_text,
                                                                 languages, percents, &letters, &reliable);
  const auto tag = LanguageTag::parse(CLD2::LanguageCode(language));
  return language != CLD2::UNKNOWN_LANGUAGE && tag && tag->is_known() ? *tag : LanguageTag();
}

}  // namespace oimtm::text
