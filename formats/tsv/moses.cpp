#include <filesystem>

#include "formats/tsv/line_reader.h"
#include "formats/tsv/tsv.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

text::LanguageTag language_of(const text::LanguageTag& asked_for, const std::string& path) {
  if (!asked_for.empty()) return asked_for;
  std::filesystem::path file(path);
  if (file.extension() == ".gz") file = file.stem();
  const std::string suffix = file.extension().string();
  const text::LanguageTag language = suffix.empty() ? text::LanguageTag() : language_in(suffix.substr(1));
  if (language.empty())
    throw UsageError(msg("the language of the texts is not known"), {path, 0, 0},
                     msg("say it with -s and -t, or let the names end with it: news.en, news.fr"));
  return language;
}

}  // namespace

UnitCounts read_moses(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report) {
  if (options.partner.empty())
    throw UsageError(msg("two files are wanted, the source's and the target's"), {source.path(), 0, 0},
                     msg("for example: oimtm import --format moses news.en news.fr -m oim.tm"));
  const text::LanguageTag source_language = language_of(options.source, source.path());
  const text::LanguageTag target_language = language_of(options.target, options.partner);
  ByteSource partner(options.partner);
  LineReader sources(source, options);
  LineReader targets(partner, options);
  TableLog log(options, report);
  std::string_view a;
  std::string_view b;
  std::string mended_a;
  std::string mended_b;
  for (;;) {
    const bool has_source = sources.next(a);
    const bool has_target = targets.next(b);
    if (!has_source && !has_target) return log.counts;
    ++log.counts.read;
    if (has_source != has_target) {
      log.reject(msg("a line that the other file does not have"), (has_source ? sources : targets).where());
      continue;
    }
    Message reason = log.check(a, mended_a, sources.where());
    if (reason.empty()) reason = log.check(b, mended_b, targets.where());
    const bool has_a = !text::trim(a).empty();
    const bool has_b = !text::trim(b).empty();
    if (reason.empty() && !has_a && !has_b) {
      --log.counts.read;
      continue;
    }
    if (reason.empty() && !has_a) reason = msg("the source is empty");
    if (reason.empty() && !has_b) reason = msg("the target is empty");
    if (!reason.empty())
      log.reject(std::move(reason), sources.where());
    else
      visit(unit_of(source_language, a, target_language, b));
  }
}

}  // namespace oimtm::formats
