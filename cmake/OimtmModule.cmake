# oimtm_module(NAME HEADERS ... SOURCES ... DEPENDS ... LINKS ...)
#
# One library, oimtm::NAME, from the folder that calls it.
#   HEADERS   public: installed, and each compiled alone by the target
#             all_verify_interface_header_sets
#   SOURCES   the rest
#   DEPENDS   our own libraries whose headers the public headers include
#   LINKS     third parties, which no public header includes
function(oimtm_module name)
  cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;DEPENDS;LINKS" ${ARGN})
  set(target oimtm_${name})
  add_library(${target} ${arg_SOURCES})
  add_library(oimtm::${name} ALIAS ${target})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(${target} PUBLIC cxx_std_20)
  foreach(dependency IN LISTS arg_DEPENDS)
    target_link_libraries(${target} PUBLIC oimtm::${dependency})
  endforeach()
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:oimtm_flags> ${arg_LINKS})
  target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/oimtm>)
  install(TARGETS ${target} EXPORT oimtm FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/oimtm)
endfunction()

# oimtm_embed(TARGET OUTPUT HEADER NAMESPACE FUNCTION FILES...): see Embed.cmake.
function(oimtm_embed target output header namespace function)
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${output}")
  add_custom_command(
    OUTPUT "${source}"
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${source}" "-DHEADER=${header}" "-DNAMESPACE=${namespace}"
            "-DFUNCTION=${function}" "-DFILES=${files}" -P "${PROJECT_SOURCE_DIR}/cmake/Embed.cmake"
    DEPENDS ${files} "${PROJECT_SOURCE_DIR}/cmake/Embed.cmake"
    VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
