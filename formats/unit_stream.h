// Exchange files of translation units, read and written one unit at a time: a file larger
// than memory is no special case.
//
//   formats::read_units("oim.tmx", {}, [&](const text::TranslationUnit& unit) { use(unit); }, report);
//
// A new format is one file, and one line in unit_registry.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "formats/limits.h"
#include "text/error.h"
#include "text/language.h"
#include "text/unit.h"

namespace oimtm::formats {

struct UnitOptions {
  // The languages of a file that does not name them itself, and the pair to write where a
  // format holds only one.
  text::LanguageTag source;
  text::LanguageTag target;
  std::string format = {};  // its name, such as "tmx"; empty: the file's suffix decides

  // The other file of a format whose units are in two: the texts of the target.
  std::string partner = {};

  // Reading: the encoding of a file that does not say it, or says a wrong one. Writing: UTF-8
  // if empty, or UTF-16, with a byte order mark.
  std::string encoding = {};

  // Mends what can be mended, and tells each mending: characters that the format cannot hold,
  // a bare &, entities of HTML, wrong encodings.
  bool repair = false;
  // The first fault ends reading, as an InputError. Otherwise reading goes on behind it.
  bool strict = false;
  Limits limits = {};

  // What a file says of itself: attributes, notes and properties, named as those of units.
  // Given before the first unit of a file that is read; taken for one that is written.
  std::function<void(const text::Attributes&)> take_header = {};
  text::Attributes header = {};

  // The DOCTYPE of TMX that is written.
  enum class Doctype { none, system, public_id };
  Doctype doctype = Doctype::none;
};

// Every unit that was read was either given to the visitor or rejected.
struct UnitCounts {
  std::size_t read = 0;
  std::size_t rejected = 0;
  std::size_t faults = 0;    // outside of any unit: what stood there may have been one
  std::size_t repaired = 0;  // places that were mended

  bool lost() const { return rejected + faults > 0; }
};

using UnitVisitor = std::function<void(const text::TranslationUnit&)>;

// Reads all units of a file, "-" for standard input; one packed with gzip is unpacked. A unit
// that cannot be used is told to `report`, with its line and the reason, and counted as
// rejected; reading goes on at the next. Throws UsageError for a file or format that does not
// exist, InputError where the file as a whole cannot be read on: what was given to the
// visitor by then is not all of it. The unit is valid until the visitor returns.
UnitCounts read_units(const std::string& path, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report);

// Takes the bytes that a writer makes.
using ByteSink = std::function<void(std::string_view)>;

class UnitWriter {
 public:
  virtual ~UnitWriter() = default;

  // False if the format cannot hold this unit: it is not in the pair of languages.
  virtual bool write(const text::TranslationUnit& unit) = 0;

  // Ends the file; nothing may be written after it.
  virtual void finish() = 0;
};

// Bytes go to `sink` as they come; packed with gzip if the path ends with ".gz". Throws
// UsageError for a format that cannot be written. What the format cannot hold
// exactly is told to `report`.
std::unique_ptr<UnitWriter> make_writer(const std::string& path, const UnitOptions& options, ByteSink sink,
                                        DiagnosticSink report);

}  // namespace oimtm::formats
