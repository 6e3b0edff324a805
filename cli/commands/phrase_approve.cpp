#include <algorithm>
#include <ctime>

#include "cli/commands/phrases.h"
#include "cli/json.h"
#include "cli/messages.h"
#include "text/characters.h"
#include "tm/memory.h"

namespace oimtm::cli {

namespace {

text::LanguageTag language_of(const std::string& text, const text::LanguageTag& given, const char* flag,
                              Console& console) {
  if (!given.empty()) return given;
  text::LanguageTag language = text::recognize_language(text);
  if (language.empty())
    throw UsageError(msg("the language of \"{1}\" cannot be recognised", text), {}, msg("say it with {1}", flag));
  console.say(fill(tr("language recognised: {1}"), {language.display_name(text::LanguageTag(interface_language()))}));
  return language;
}

bool has_word(const std::string& text) {
  const std::vector<text::Token> tokens = text::tokenize(text, {});
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const text::Token& token) { return token.kind == text::Token::Kind::word; });
}

Json texts_of(const text::TranslationUnit& unit) {
  Json texts = Json::array();
  for (const text::Variant& variant : unit.variants)
    texts.push_back({{"language", variant.language.str()}, {"text", variant.segment.text}});
  return texts;
}

std::string line_of(const text::TranslationUnit& unit) {
  std::string line;
  for (const text::Variant& variant : unit.variants) line += (line.empty() ? "" : " = ") + variant.segment.text;
  return line;
}

void tell(const tm::PhraseApproval& approval, bool as_json, Console& console) {
  if (as_json) {
    Json object = {{"schema", 1},
                   {"added", approval.receipt.added},
                   {"merged", approval.receipt.merged},
                   {"removed", approval.receipt.removed},
                   {"replaced", Json::array()}};
    for (const tm::StoredUnit& old : approval.replaced)
      object["replaced"].push_back({{"unit", old.id}, {"texts", texts_of(old.unit)}});
    return console.print(to_line(object));
  }
  console.say(approval.was_approved ? tr("it was approved already") : tr("approved"));
  for (const tm::StoredUnit& old : approval.replaced)
    console.say(fill(tr("no longer approved: {1}"), {line_of(old.unit)}));
  if (!approval.replaced.empty()) console.say(tr("oimtm undo takes this back; --keep keeps both"));
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char date[sizeof "2026-01-31T12:00:00Z"];
  std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return date;
}

}  // namespace

int run_phrase_approve(const PhrasesArgs& args, const std::vector<std::string>& texts, Console& console) {
  if (texts.empty() || texts.size() > 2)
    throw UsageError(msg("approve wants a phrase, and its translation if it has one"), {},
                     msg("for example: oimtm phrases approve -m oim.tm \"PHRASE\" \"ITS TRANSLATION\""));
  text::TranslationUnit unit;
  for (const std::string& given : texts) {
    if (text::find_invalid_utf8(given)) throw UsageError(msg("the phrase is not valid UTF-8"));
    const std::string text(text::trim(given));
    if (!has_word(text)) throw UsageError(msg("the phrase has no word in it: {1}", text));
    const bool is_source = unit.variants.empty();
    text::Variant& variant = unit.variants.emplace_back();
    variant.language = is_source ? language_of(text, args.languages.source_tag(), "-s", console)
                                 : language_of(text, args.languages.target_tag(), "-t", console);
    variant.segment.text = text;
  }
  if (unit.variants.size() == 2 && unit.variants[0].language == unit.variants[1].language)
    throw UsageError(msg("the phrase and its translation are both in {1}", unit.variants[0].language.str()), {},
                     msg("say their languages with -s and -t"));
  unit.date = today();
  // A memory is no place where approving begins: one that is not there is a slip.
  const std::string path = required_memory(args.memory);
  tm::Memory::open(path, tm::Memory::Access::read);
  tm::Memory memory = tm::Memory::open(path, tm::Memory::Access::write);
  const tm::ChangeInfo info{"phrases approve", unit.variants.front().segment.text, args.dry_run};
  tell(memory.approve_phrase(unit, info, args.keep ? tm::PhraseVariants::keep : tm::PhraseVariants::replace), args.json,
       console);
  return kDone;
}

}  // namespace oimtm::cli
