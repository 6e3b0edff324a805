// XLIFF (OASIS): reads 1.0 to 1.2, 2.0, 2.1 and 2.2, with foreign namespaces (sdlxliff,
// mqxliff, mxliff); writes 1.2, 2.0, 2.1 and 2.2.
//
// Reading: a unit for each segment, <seg-source> with its <mrk>s too. A target in the state
// new, needs-translation or initial is none; what is not translated waits for its other
// side. Notes and the state are kept, and what stands beside a segment is its context.
//
// Writing: each document is a <file>, each unit a <unit> with one segment; units without a
// document stand in a <file> of their own. XLIFF 2 carries what TMX has props for in
// metadata (mda), so that the units come back the same; 1.2 has texts, codes and notes.
#pragma once

#include "formats/input.h"
#include "formats/unit_stream.h"
#include "formats/validate.h"

namespace oimtm::formats {

UnitCounts read_xliff(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                      const DiagnosticSink& report);

// options.format says the version: "xliff1.2", "xliff2.0", "xliff2.2"; others are 2.1.
std::unique_ptr<UnitWriter> write_xliff(const UnitOptions& options, ByteSink sink, DiagnosticSink report);

// XLIFF 2.0, 2.1 and 2.2 by the rules of the standard: schema, constraints, modules. XLIFF 1
// is not checked, and that is a finding.
std::size_t validate_xliff(ByteSource& source, const ValidateOptions& options, const FindingSink& find);

}  // namespace oimtm::formats
