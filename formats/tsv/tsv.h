// Tables of units: tab separated (TSV) and comma separated (CSV) values, and pairs of files
// with a text a line (Moses).
//
// A first record that names two languages ("en", "fr"), or has the words "source" and
// "target", or the names of the languages that were asked for ("English", "français"), is a
// header. A column that it calls "reviewed" marks units that a person has checked: their
// confidence is 1, and they have the property "reviewed"; "source_document" and
// "target_document" name what a unit is from. Other columns are read over, the confidence too.
//
// TSV has a unit a line and no quoting: a quote is text. A tab or line end inside a text is
// written as a space. CSV is quoted as RFC 4180 says; it may be separated by commas,
// semicolons or tabs, as its first record shows. A cell that a spreadsheet would take for a
// formula, as it begins with = + - @ or a tab, is written with an apostrophe before it, which
// reading takes off. All leave inline codes out, and say so.
#pragma once

#include "formats/input.h"
#include "formats/unit_stream.h"

namespace oimtm::formats {

UnitCounts read_tsv(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report);
std::unique_ptr<UnitWriter> write_tsv(const UnitOptions& options, ByteSink sink, DiagnosticSink report);

UnitCounts read_csv(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report);
std::unique_ptr<UnitWriter> write_csv(const UnitOptions& options, ByteSink sink, DiagnosticSink report);

// `source` has the texts of the source, a line each, and the file options.partner those of
// the target. Their languages are those asked for, or what the names end with: "news.en".
// Lines that the other file does not have are faults.
UnitCounts read_moses(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report);

}  // namespace oimtm::formats
