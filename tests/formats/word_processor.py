"""What LibreOffice makes of a document: its tracked changes, and its text once all are accepted or all rejected.

Run by the Python that has ``uno`` (often the system's): ``python word_processor.py PIPE FILE...`` against a LibreOffice
that listens at a named pipe. It prints a JSON object a file.
"""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def option(name, value):
    return PropertyValue(Name=name, Value=value)


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        with suppress(NoConnectException):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def opened(context, path):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    return desktop.loadComponentFromURL(Path(path).absolute().as_uri(), "_blank", 0, (option("Hidden", True),))


def dispatched(context, document, command):
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())


def enumerated(container):
    found = container.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def paragraphs(text):
    """Return the style of each paragraph, and its text in stretches of one weight and posture."""
    found = []
    for block in enumerated(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                found += paragraphs(block.getCellByName(name))
            continue
        stretches = []
        for portion in enumerated(block):
            if portion.TextPortionType != "Text" or not portion.String:
                continue
            look = [portion.CharWeight, portion.CharPosture.value]
            if stretches and stretches[-1][1:] == look:
                stretches[-1][0] += portion.String
            else:
                stretches.append([portion.String, *look])
        found.append([block.ParaStyleName, stretches])
    return found


def everything(document):
    found = paragraphs(document.Text)
    for notes in (document.Footnotes, document.Endnotes):
        for number in range(notes.Count):
            found += paragraphs(notes.getByIndex(number))
    styles = document.StyleFamilies.getByName("PageStyles")
    for number in range(styles.Count):
        style = styles.getByIndex(number)
        if style.isInUse() and style.HeaderIsOn:
            found += paragraphs(style.HeaderText)
    return found


def judged(context, path):
    document = opened(context, path)
    redlines = [[each.RedlineType, each.RedlineAuthor] for each in enumerated(document.Redlines)]
    fields = [each for each in enumerated(document.TextFields) if hasattr(each, "Author") and hasattr(each, "Content")]
    comments = [[each.Author, each.Content, each.Anchor.String] for each in fields]
    answer = {"path": path, "redlines": redlines, "comments": comments}
    for verb in ("Accept", "Reject"):
        document = opened(context, path)
        dispatched(context, document, f"{verb}AllTrackedChanges")
        answer[verb.lower()] = everything(document)
        document.close(True)
    return answer


def main(arguments):
    context = connected(arguments[0])
    for path in arguments[1:]:
        print(json.dumps(judged(context, path)), flush=True)


main(sys.argv[1:])
os._exit(0)  # the bridge's own threads now and then crash an interpreter that is taken down in order
