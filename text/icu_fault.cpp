#include "text/icu_fault.h"

namespace oimtm::text {

const char* icu_fault(UErrorCode status) {
  switch (status) {
    case U_REGEX_RULE_SYNTAX: return "something stands where it means nothing";
    case U_REGEX_BAD_ESCAPE_SEQUENCE: return "a \\ before what it means nothing for";
    case U_REGEX_PROPERTY_SYNTAX: return "there is no such \\p{...}";
    case U_REGEX_MISMATCHED_PAREN: return "a parenthesis has no counterpart";
    case U_REGEX_MISSING_CLOSE_BRACKET: return "a [ is not closed";
    case U_REGEX_BAD_INTERVAL: return "a { without numbers behind it";
    case U_REGEX_MAX_LT_MIN: return "a { } whose first number is the larger";
    case U_REGEX_INVALID_RANGE: return "a range in [ ] that ends before it begins";
    case U_REGEX_LOOK_BEHIND_LIMIT: return "what stands in (?<= ) has no largest length";
    case U_REGEX_INVALID_FLAG: return "there is no such flag";
    case U_REGEX_TIME_OUT: return "it takes too long";
    case U_REGEX_STACK_OVERFLOW: return "it takes too much memory";
    case U_REGEX_INVALID_BACK_REF:
    case U_INDEX_OUTOFBOUNDS_ERROR: return "there is no such group";
    default: return u_errorName(status);
  }
}

}  // namespace oimtm::text
