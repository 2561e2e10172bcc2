import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Imports a file as Gephi does, and prints what Gephi has then: a line each, with tabs between name and value. */
public class Opened {
    public static void main(String[] arguments) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(arguments[0]));
        importer.process(container, new DefaultProcessor(), workspace);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);

        Map<String, Integer> kinds = new TreeMap<>();
        double weight = 0;
        int undirected = 0;
        for (Edge edge : model.getGraph().getEdges()) {
            kinds.merge(String.valueOf(edge.getTypeLabel()), 1, Integer::sum);
            weight += edge.getWeight();
            undirected += edge.isDirected() ? 0 : 1;
        }
        told("nodes", model.getGraph().getNodeCount());
        told("edges", model.getGraph().getEdgeCount());
        told("undirected", undirected);
        told("weight", weight);
        kinds.forEach((kind, count) -> told("kind " + kind, count));
        Interval bounds = model.getTimeBounds();
        if (model.isDynamic() && !Double.isInfinite(bounds.getLow())) {
            told("first", (long) bounds.getLow());
            told("last", (long) bounds.getHigh());
        }
        System.exit(0);
    }

    private static void told(String name, Object value) {
        System.out.println(name + "\t" + value);
    }
}
