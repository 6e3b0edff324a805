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
    if (text::tokenize(text, {}).empty()) throw UsageError(msg("the phrase is empty"));
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
  const tm::Receipt receipt =
      memory.approve_phrase(unit, {"phrases approve", unit.variants.front().segment.text, args.dry_run});
  if (args.json) {
    console.print(
        to_line({{"schema", 1}, {"added", receipt.added}, {"merged", receipt.merged}, {"removed", receipt.removed}}));
    return kDone;
  }
  if (receipt.merged > 0 && receipt.added == 0)
    console.say(tr("it was approved already"));
  else
    console.say(trn("approved; {1} earlier wording or unit replaced",
                    "approved; {1} earlier wordings or units replaced", receipt.removed));
  return kDone;
}

}  // namespace oimtm::cli
