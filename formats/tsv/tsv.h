// Tab separated values: a unit a line, the source, a tab and the target.
//
// A first line that names two languages ("en<TAB>fr") is a header. A column that it calls
// "reviewed" marks units that a person has checked: their confidence is 1, and they have the
// property "reviewed". Other columns are read over; ours are the confidence and the two
// documents. There is no quoting: a tab or
// line end inside a text is written as a space, inline codes are left out, and both are said.
#pragma once

#include "formats/input.h"
#include "formats/unit_stream.h"

namespace oimtm::formats {

UnitCounts read_tsv(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report);
std::unique_ptr<UnitWriter> write_tsv(const UnitOptions& options, ByteSink sink, DiagnosticSink report);

}  // namespace oimtm::formats
