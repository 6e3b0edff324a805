#include <filesystem>
#include <memory>
#include <set>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/messages.h"
#include "cli/unit_output.h"
#include "formats/bilingual.h"

namespace oimtm::cli {

namespace fs = std::filesystem;

namespace {

struct MergeArgs {
  std::vector<std::string> files;
  std::string output;
  std::string into;
  bool dry_run = false;
};

void tell(const std::string& name, const formats::Merged& merged, Console& console) {
  console.say(fill(
      tr("{1}: segments translated: {2}, left in the source language: {3}, refused: {4}"),
      {name, std::to_string(merged.translated), std::to_string(merged.untranslated), std::to_string(merged.refused)}));
}

void tell_incomplete(std::size_t count, Console& console) {
  if (count > 0)
    console.say(trn("{1} translation whose inline codes are not those of its source was put in as it is",
                    "{1} translations whose inline codes are not those of their source were put in as they are",
                    count));
}

// Where a document goes: to the output itself, or for several into a folder of that name.
class MergedOutput {
 public:
  MergedOutput(const MergeArgs& args, Console& console) : args_(args), console_(console) {}

  bool lost = false;

  // The first document waits for a second one, which would make it one of several.
  void take(const formats::Merged& merged) {
    lost = lost || merged.refused > 0 || merged.missing > 0;
    if (documents_++ == 0) {
      first_ = merged;
      return;
    }
    if (documents_ == 2) {
      if (args_.output.empty() || args_.output == "-")
        throw UsageError(msg("the file holds several documents"), {args_.files.front(), 0, 0},
                         msg("name a folder for them with -o"));
      make_output_folder(args_.output);
      write(folder_path(first_.name), first_);
    }
    write(folder_path(merged.name), merged);
  }

  void finish() {
    if (documents_ != 1) return;
    std::error_code error;
    const bool is_folder = fs::is_directory(args_.output, error);
    write(is_folder ? folder_path(first_.name) : args_.output, first_);
  }

 private:
  std::string folder_path(const std::string& name) { return (fs::path(args_.output) / free_name(name)).string(); }

  // The document's own name; one that was used already, with its folders; and then a number.
  std::string free_name(const std::string& name) {
    const fs::path inside = inside_of(name);
    const std::string file = inside.filename().string();
    const std::string plain = file.empty() ? "document-" + std::to_string(used_.size() + 1) : file;
    if (use(plain)) return plain;
    try {
      make_output_folder((fs::path(args_.output) / inside).parent_path().string());
      if (use(inside.string())) return inside.string();
    } catch (const UsageError&) {  // a file stands where a folder is wanted
    }
    const fs::path parts(plain);
    for (std::size_t number = 2;; ++number) {
      const std::string numbered = parts.stem().string() + "-" + std::to_string(number) + parts.extension().string();
      if (use(numbered)) return numbered;
    }
  }

  // A work file is not to write elsewhere: its names lead nowhere but down.
  static fs::path inside_of(const std::string& name) {
    fs::path inside;
    for (const fs::path& part : fs::path(name).relative_path())
      if (!part.empty() && part != "." && part != "..") inside /= part;
    return inside;
  }

  bool use(const std::string& name) { return used_.insert(name).second; }

  void write(const std::string& path, const formats::Merged& merged) {
    TextOutput output(path, console_);
    output.write(merged.bytes);
    output.finish();
    tell(merged.name, merged, console_);
    tell_incomplete(merged.incomplete, console_);
  }

  const MergeArgs& args_;
  Console& console_;
  formats::Merged first_;
  std::size_t documents_ = 0;
  std::set<std::string> used_;  // names in the folder
};

int merge_into(const MergeArgs& args, Console& console) {
  formats::ByteSource original(args.into);
  formats::ByteSource translated(args.files.front());
  TextOutput output(args.output, console);
  const formats::RewriteCounts counts = formats::merge_into(
      original, translated, [&](std::string_view part) { output.write(part); }, console.sink());
  output.finish();
  console.say(fill(tr("{1}: targets written: {2}, refused: {3}"),
                   {args.into, std::to_string(counts.changed), std::to_string(counts.refused)}));
  tell_incomplete(counts.incomplete, console);
  return counts.refused > 0 ? kFailed : kDone;
}

int copy(const MergeArgs& args, const std::string& bytes, Console& console) {
  TextOutput output(args.output, console);
  output.write(bytes);
  output.finish();
  console.say(fill(tr("{1} was not made by oimtm segment: it holds no other document, and is written as it is"),
                   {args.files.front()}));
  return kDone;
}

int run_merge(const MergeArgs& args, Console& console) {
  if (args.files.size() != 1)
    throw UsageError(msg("one translated file is wanted"), {},
                     msg("for example: oimtm merge release.xlf -o release.txt"));
  if (!args.into.empty()) return merge_into(args, console);
  const std::string bytes = formats::read_file(args.files.front());
  formats::ByteSource source(bytes, args.files.front());
  MergedOutput output(args, console);
  const std::size_t documents = formats::merge(
      source, [&](const formats::Merged& merged) { output.take(merged); }, console.sink());
  if (documents == 0) return copy(args, bytes, console);
  output.finish();
  return output.lost ? kFailed : kDone;
}

}  // namespace

Runner define_merge(CLI::App& app) {
  auto args = std::make_shared<MergeArgs>();
  add_files(app, args->files, "FILE", tr("The translated XLIFF file; - is standard input."));
  app.add_option("-o,--output", args->output,
                 tr("The file to write; a folder, if the XLIFF file holds several documents."))
      ->type_name(tr("FILE"));
  app.add_option("--into", args->into, tr("Put the translations into this XLIFF file, which has the same units."))
      ->type_name(tr("FILE"));
  add_dry_run(app, args->dry_run);
  app.footer(
      tr("Puts the translation back into the document that oimtm segment --format xliff was given,\n"
         "which the XLIFF file holds. Everything but the translated segments stays as it was, byte\n"
         "for byte; segments without a translation keep their text.\n"
         "Exit status: 0 if all translations are in, 2 if one could not be put in or is gone.\n"
         "Examples:\n"
         "  oimtm merge release.fr-en.xlf -o release.en.txt\n"
         "  oimtm merge back-from-agency.sdlxliff --into ours.sdlxliff -o merged.sdlxliff"));
  return [args](Console& console) { return run_merge(*args, console); };
}

}  // namespace oimtm::cli
