// Segmentation rules as SRX 2.0 files hold them (Segmentation Rules eXchange, LISA OSCAR
// 2008). Version 1.0 is read too, with a diagnostic.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "text/language.h"
#include "text/segment.h"

namespace oimtm::text {

// At a position of a text a rule applies if `before` matches text that ends there and
// `after` text that begins there. Both are ICU regular expressions; an empty one always
// matches.
struct SrxRule {
  bool breaks = false;
  std::string before;
  std::string after;
  std::string group;     // the languagerule that it stands in
  std::size_t line = 0;  // of its file, from 1
};

// The rules of one SRX file. Immutable: threads may share it.
class SrxRules {
 public:
  // Reads `xml`, in UTF-8, UTF-16 or the encoding that it declares; `file` is its name in
  // messages. Throws InputError with the line if it is not well-formed, refers to an entity of its own, is no SRX, has
  // no rule, or one that neither breaks nor holds; an expression that cannot be compiled is found by the Segmenter.
  // Reports a languagemap whose rules are missing, and rules that no languagemap names. Text here has no sub-flows:
  // segmentsubflows makes no difference.
  static SrxRules parse(std::string_view xml, const std::string& file, const DiagnosticSink& report);

  // Our own rules for `language`: those of its own file, or those for languages that have
  // none.
  static const SrxRules& built_in(const LanguageTag& language);

  // Whether `language` has a file of its own.
  static bool has_built_in(const LanguageTag& language);

  // The file that built_in(language) was read from, as it is.
  static std::string_view built_in_file(const LanguageTag& language);

  // The rules for a language, in the order in which they are tried: of the first
  // languagemap that matches it, or of all in file order if the header says
  // cascade="yes", those of each group once. Empty if none matches. Throws InputError for a
  // languagepattern that is no expression, or takes unreasonably long.
  std::vector<SrxRule> rules_for(const LanguageTag& language) const;

  // Where the header's formathandle elements put codes that stand at a break.
  const CodeSides& code_sides() const { return code_sides_; }

  const std::string& file() const { return file_; }

 private:
  struct LanguageMap {
    std::string pattern;
    std::string group;
    std::size_t line = 0;
  };

  void report_what_never_applies(const DiagnosticSink& report) const;

  std::string file_;
  bool cascades_ = false;
  CodeSides code_sides_;
  std::vector<SrxRule> rules_;
  std::vector<LanguageMap> maps_;
};

}  // namespace oimtm::text
