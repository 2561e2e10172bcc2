import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/** Reads a document as INCEpTION does, by UIMA itself; prints each annotation's type and words, and writes it anew. */
public class Uima {
    public static void main(String[] arguments) throws Exception {
        TypeSystemDescription types =
                UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(new File(arguments[0])));
        CAS cas = CasCreationUtils.createCas(types, null, null);
        try (FileInputStream stream = new FileInputStream(arguments[1])) {
            XmiCasDeserializer.deserialize(stream, cas, false);
        }
        for (AnnotationFS one : cas.getAnnotationIndex()) {
            System.out.println(one.getType().getName() + "\t" + one.getCoveredText().replaceAll("\\s+", " "));
        }
        try (FileOutputStream stream = new FileOutputStream(arguments[2])) {
            XmiCasSerializer.serialize(cas, stream);
        }
    }
}
