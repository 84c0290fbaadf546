import android.content.res.XmlResourceParser;
import android.util.TypedValue;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compiled XML as aapt2 writes it, event by event as android.content.res.XmlBlock.Parser gives it. */
final class BinaryXml implements XmlResourceParser {
    private static final int STRINGS = 0x0001, START = 0x0102, END = 0x0103, TEXT_NODE = 0x0104;
    private static final int NONE = -1, UTF8 = 0x100;

    private final ByteBuffer bytes;
    private final List<String> strings = new ArrayList<>();
    private int next;
    private int at = NONE;
    private int event = START_DOCUMENT;
    private int depth;
    private boolean started, leaves;

    BinaryXml(byte[] content) {
        bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        next = bytes.getShort(2);
    }

    @Override public int next() {
        if (!started) {
            started = true;
            return START_DOCUMENT;
        }
        if (leaves) {
            depth--;
            leaves = false;
        }
        while (next < bytes.limit()) {
            int chunk = next, type = bytes.getShort(chunk);
            next += bytes.getInt(chunk + 4);
            if (type == STRINGS) {
                readStrings(chunk);
            } else if (type == START || type == END || type == TEXT_NODE) {
                at = chunk;
                event = type == START ? START_TAG : type == END ? END_TAG : TEXT;
                depth += type == START ? 1 : 0;
                leaves = type == END;
                return event;
            }
        }
        event = END_DOCUMENT;
        return event;
    }

    private void readStrings(int chunk) {
        int count = bytes.getInt(chunk + 8), start = chunk + bytes.getInt(chunk + 20);
        boolean isUtf8 = (bytes.getInt(chunk + 16) & UTF8) != 0;
        for (int i = 0; i < count; i++) {
            int where = start + bytes.getInt(chunk + 28 + 4 * i);
            if (isUtf8) {
                where += (bytes.get(where) & 0x80) != 0 ? 2 : 1;
                int size = bytes.get(where++) & 0xff;
                if ((size & 0x80) != 0) {
                    size = (size & 0x7f) << 8 | bytes.get(where++) & 0xff;
                }
                strings.add(new String(bytes.array(), where, size, StandardCharsets.UTF_8));
            } else {
                int size = bytes.getShort(where) & 0xffff;
                where += 2;
                if ((size & 0x8000) != 0) {
                    size = (size & 0x7fff) << 16 | bytes.getShort(where) & 0xffff;
                    where += 2;
                }
                strings.add(new String(bytes.array(), where, 2 * size, StandardCharsets.UTF_16LE));
            }
        }
    }

    private String string(int where) {
        int index = bytes.getInt(where);
        return index == NONE ? null : strings.get(index);
    }

    private int attribute(int index) {
        return at + 16 + bytes.getShort(at + 24) + index * bytes.getShort(at + 26);
    }

    private int find(String namespace, String name) {
        for (int i = 0; i < getAttributeCount(); i++) {
            String own = getAttributeNamespace(i);
            if (name.equals(getAttributeName(i)) && (namespace == null ? own.isEmpty() : namespace.equals(own))) {
                return i;
            }
        }
        return NONE;
    }

    private int type(int index) {
        return bytes.get(attribute(index) + 15) & 0xff;
    }

    private int data(int index) {
        return bytes.getInt(attribute(index) + 16);
    }

    @Override public int getDepth() { return depth; }
    @Override public int getEventType() { return event; }
    @Override public String getText() { return event == TEXT ? string(at + 16) : null; }
    @Override public String getName() { return event == START_TAG || event == END_TAG ? string(at + 20) : null; }
    @Override public int getLineNumber() { return at == NONE ? NONE : bytes.getInt(at + 8); }
    @Override public String getPositionDescription() { return "Binary XML file line #" + getLineNumber(); }
    @Override public int getAttributeCount() { return event == START_TAG ? bytes.getShort(at + 28) : NONE; }
    @Override public String getAttributeName(int index) { return string(attribute(index) + 4); }
    @Override public void close() { }

    @Override public String getAttributeNamespace(int index) {
        String found = string(attribute(index));
        return found == null ? "" : found;
    }

    @Override public String getAttributeValue(int index) {
        String raw = string(attribute(index) + 8);
        if (raw != null) {
            return raw;
        }
        if (type(index) == TypedValue.TYPE_STRING) {
            return strings.get(data(index));
        }
        return TypedValue.coerceToString(type(index), data(index));
    }

    @Override public String getAttributeValue(String namespace, String name) {
        int index = find(namespace, name);
        return index == NONE ? null : getAttributeValue(index);
    }

    @Override public boolean getAttributeBooleanValue(int index, boolean absent) {
        int type = type(index);
        return type >= TypedValue.TYPE_FIRST_INT && type <= TypedValue.TYPE_LAST_INT ? data(index) != 0 : absent;
    }

    @Override public boolean getAttributeBooleanValue(String namespace, String name, boolean absent) {
        int index = find(namespace, name);
        return index == NONE ? absent : getAttributeBooleanValue(index, absent);
    }

    @Override public int getAttributeResourceValue(int index, int absent) {
        return type(index) == TypedValue.TYPE_REFERENCE ? data(index) : absent;
    }

    @Override public int getAttributeResourceValue(String namespace, String name, int absent) {
        int index = find(namespace, name);
        return index == NONE ? absent : getAttributeResourceValue(index, absent);
    }

    private static <T> T unused() { throw new UnsupportedOperationException(); }

    @Override public void setFeature(String name, boolean state) { unused(); }
    @Override public boolean getFeature(String name) { return unused(); }
    @Override public void setProperty(String name, Object value) { unused(); }
    @Override public Object getProperty(String name) { return unused(); }
    @Override public void setInput(Reader in) { unused(); }
    @Override public void setInput(InputStream in, String encoding) { unused(); }
    @Override public String getInputEncoding() { return unused(); }
    @Override public void defineEntityReplacementText(String entity, String text) { unused(); }
    @Override public int getNamespaceCount(int depth) { return BinaryXml.<Integer>unused(); }
    @Override public String getNamespacePrefix(int pos) { return unused(); }
    @Override public String getNamespaceUri(int pos) { return unused(); }
    @Override public String getNamespace(String prefix) { return unused(); }
    @Override public String getNamespace() { return unused(); }
    @Override public String getPrefix() { return unused(); }
    @Override public int getColumnNumber() { return NONE; }
    @Override public boolean isWhitespace() { return BinaryXml.<Boolean>unused(); }
    @Override public char[] getTextCharacters(int[] holder) { return unused(); }
    @Override public boolean isEmptyElementTag() { return BinaryXml.<Boolean>unused(); }
    @Override public String getAttributePrefix(int index) { return unused(); }
    @Override public String getAttributeType(int index) { return "CDATA"; }
    @Override public boolean isAttributeDefault(int index) { return false; }
    @Override public int nextToken() { return next(); }
    @Override public void require(int type, String namespace, String name) { unused(); }
    @Override public String nextText() { return unused(); }
    @Override public int nextTag() { return BinaryXml.<Integer>unused(); }
    @Override public int getAttributeNameResource(int index) { return 0; }
    @Override public int getAttributeListValue(String n, String a, String[] o, int d) { return d; }
    @Override public int getAttributeIntValue(String n, String a, int d) { return d; }
    @Override public int getAttributeUnsignedIntValue(String n, String a, int d) { return d; }
    @Override public float getAttributeFloatValue(String n, String a, float d) { return d; }
    @Override public int getAttributeListValue(int i, String[] o, int d) { return d; }
    @Override public int getAttributeIntValue(int i, int d) { return d; }
    @Override public int getAttributeUnsignedIntValue(int i, int d) { return d; }
    @Override public float getAttributeFloatValue(int i, float d) { return d; }
    @Override public String getIdAttribute() { return null; }
    @Override public String getClassAttribute() { return null; }
    @Override public int getIdAttributeResourceValue(int d) { return d; }
    @Override public int getStyleAttribute() { return 0; }
}
