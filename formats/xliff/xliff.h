// XLIFF 2.1 (OASIS): a memory as a bilingual file that translators can open.
//
// Each document is a <file>, each unit a <unit> with one segment; units without a document
// stand in a <file> of their own. A unit that waits for its target has none. Inline codes
// are <sc>, <ec> and <ph>, their markup in <originalData>.
#pragma once

#include "formats/unit_stream.h"

namespace oimtm::formats {

std::unique_ptr<UnitWriter> write_xliff(const UnitOptions& options, ByteSink sink, DiagnosticSink report);

}  // namespace oimtm::formats
