# Run as a script: writes a C++ source that defines one function, from a name to the bytes
# of a file.
#
#   cmake -DOUTPUT=... -DHEADER=text/rules.h -DNAMESPACE=oimtm::text -DFUNCTION=rules_file
#         "-DFILES=a.srx;b.srx" -P Embed.cmake
#
# The name is the file's, without its folder and suffix.
set(arrays "")
set(cases "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  string(MAKE_C_IDENTIFIER "k_${name}" identifier)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
  string(APPEND arrays "constexpr unsigned char ${identifier}[] = {\n${bytes}};\n")
  string(APPEND cases
    "  if (name == \"${name}\")\n"
    "    return std::string_view(reinterpret_cast<const char*>(${identifier}), sizeof ${identifier});\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by cmake/Embed.cmake.
#include \"${HEADER}\"

namespace ${NAMESPACE} {
namespace {
${arrays}}  // namespace

std::optional<std::string_view> ${FUNCTION}(std::string_view name) {
${cases}  return std::nullopt;
}

}  // namespace ${NAMESPACE}
")
